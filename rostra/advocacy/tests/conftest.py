"""One running Mastodon API server for all tests of the room, and the proxy before it."""

import pytest

from rostra.advocacy.tests.acting import connect
from rostra.advocacy.tests.servers import Mastodon, Proxy


@pytest.fixture(scope="session")
def mastodon(tmp_path_factory):
    server = Mastodon.start(tmp_path_factory.mktemp("mastodon"))
    yield server
    server.stop()


@pytest.fixture
def proxy(mastodon, settings):
    mastodon.reset()
    standing = Proxy(mastodon.port).start()
    settings.HTTP_ALLOWED = frozenset({standing.place})
    yield standing
    standing.stop()


@pytest.fixture
def account(cast, proxy):
    return connect(cast.bo, proxy)
