"""Health, proxies, sealing: what the machine around the house asks of it."""

import psycopg
import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.test import RequestFactory

from rostra.company import health
from rostra.company.current import forget
from rostra.company.proxies import ProxyMiddleware
from rostra.company.sealing import SealBroken, seal, seal_anew, unseal


@pytest.fixture
def beat(cast):
    """Written to stay, as a worker does: readiness is asked over a connection of its own."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as worker:

        def write(seconds_ago):
            worker.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
                [seconds_ago],
            )

        yield write
        worker.execute("DELETE FROM procrastinate_workers")


def ready(client):
    response = client.get("/readyz")
    assert response["Cache-Control"] == "no-store"
    return response.status_code, response.content


def test_ready_needs_a_worker_that_beats(client, beat):
    assert ready(client) == (503, b"not ready: worker\n")
    beat(health.WORKER_SECONDS + 60)
    assert ready(client) == (503, b"not ready: worker\n")
    beat(1)
    assert ready(client) == (200, b"ready\n")


def test_the_public_address_is_ready_without_a_worker(client, cast, settings):
    settings.READY_NEEDS = ("database", "migrations")
    assert ready(client) == (200, b"ready\n")


def test_ready_names_the_part_that_is_missing_and_tells_nothing_more(client, beat, monkeypatch):
    beat(1)
    monkeypatch.setattr(health, "_migrations_applied", lambda: False)
    assert ready(client) == (503, b"not ready: migrations\n")


def test_alive_asks_no_database(client):
    """Not marked with a database: the first question to one would fail here, also before anything is known."""
    forget()
    assert client.get("/healthz", headers={"host": "10.1.2.3"}).status_code == 200


def through(settings, trusted, **meta):
    settings.TRUSTED_PROXIES = trusted
    seen = {}

    def look(request):
        seen.update(ip=request.META["REMOTE_ADDR"], secure=request.is_secure(), headers=dict(request.headers))
        return

    request = RequestFactory().get("/", **meta)
    ProxyMiddleware(look)(request)
    return seen


PROXY = ["10.0.0.0/8", "::1"]


def test_a_trusted_proxy_says_who_comes_and_how(settings):
    seen = through(
        settings, PROXY, REMOTE_ADDR="10.1.1.1", HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https"
    )
    assert (seen["ip"], seen["secure"]) == ("203.0.113.9", True)


@pytest.mark.parametrize("trusted", [[], PROXY])
def test_anybody_elses_word_is_not_taken(settings, trusted):
    seen = through(
        settings, trusted, REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="127.0.0.1", HTTP_X_FORWARDED_PROTO="https"
    )
    assert (seen["ip"], seen["secure"]) == ("203.0.113.9", False)
    assert not [name for name in seen["headers"] if name.startswith("X-Forwarded")]


def test_of_a_made_up_way_only_the_trusted_end_counts(settings):
    way = "127.0.0.1, 198.51.100.7, 203.0.113.9, 10.9.9.9"
    seen = through(settings, PROXY, REMOTE_ADDR="10.1.1.1", HTTP_X_FORWARDED_FOR=way)
    assert seen["ip"] == "203.0.113.9"


@pytest.mark.parametrize("way", ["", "rubbish", "unknown, rubbish", ",,,"])
def test_a_way_that_says_nothing_leaves_the_proxy_itself(settings, way):
    assert through(settings, PROXY, REMOTE_ADDR="10.1.1.1", HTTP_X_FORWARDED_FOR=way)["ip"] == "10.1.1.1"


def test_a_header_cannot_pretend_to_be_the_middlewares_own_word(settings):
    seen = through(settings, [], REMOTE_ADDR="203.0.113.9", HTTP_ROSTRA_FORWARDED_PROTO="https")
    assert seen["secure"] is False


def test_a_list_of_proxies_that_cannot_be_read_stops_the_start(settings):
    settings.TRUSTED_PROXIES = ["the proxy"]
    with pytest.raises(ValueError, match="the proxy"):
        ProxyMiddleware(lambda request: None)


def test_what_is_sealed_can_be_opened_and_not_read():
    sealed = seal("open sesame")
    assert "sesame" not in sealed
    assert unseal(sealed) == "open sesame"
    assert (seal(""), unseal("")) == ("", "")


def test_after_a_rotation_the_old_seal_still_opens_and_can_be_renewed(settings):
    old = settings.TOKEN_KEYS
    sealed = seal("open sesame")
    new = Fernet.generate_key().decode()
    settings.TOKEN_KEYS = [new, *old]
    assert unseal(sealed) == "open sesame"
    renewed = seal_anew(sealed)
    settings.TOKEN_KEYS = [new]
    assert unseal(renewed) == "open sesame"
    with pytest.raises(SealBroken):
        unseal(sealed)


@pytest.mark.parametrize("rubbish", ["x", "gAAAAA", "ä", "gAAAAABl" + "A" * 100])
def test_rubbish_is_no_seal(rubbish):
    with pytest.raises(SealBroken):
        unseal(rubbish)
