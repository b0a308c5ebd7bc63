"""No secret of an address reaches the log."""

import pytest
from structlog.testing import capture_logs

SECRET = "v3rySecret-0f-somebody-who-is-invited_0123456789"


@pytest.mark.parametrize(
    "path",
    [f"/welcome/{SECRET}/", f"/welcome/{SECRET}", f"/account/email/{SECRET}/", f"/inbox/mail/{SECRET}/",
     f"/nowhere/{SECRET}/", f"/sign-in/password/abc-{SECRET.replace('_', '-')}/"],
)  # fmt: skip
@pytest.mark.usefixtures("cast")
def test_a_secret_in_an_address_is_not_logged(client, caplog, path):
    with capture_logs() as said:
        client.get(path)
        client.post(path, {"password": "short"})
    told = str(said) + caplog.text
    assert "'event': 'request'" in told
    assert "v3rySecret" not in told
