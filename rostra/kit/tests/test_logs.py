"""No secret of an address reaches the log."""

import pytest
from django.http import HttpResponse
from django.test import Client
from structlog.testing import capture_logs

from rostra.kit.middleware import RequestIdMiddleware

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


def asked_from(address: str, **headers: str) -> dict[str, object]:
    with capture_logs() as said:
        Client(REMOTE_ADDR=address).get("/healthz", headers=headers)
    return next(line for line in said if line["event"] == "request")


@pytest.mark.parametrize(
    ("setting", "address", "told"),
    [("whole", "192.0.2.77", "192.0.2.77"), ("short", "192.0.2.77", "192.0.2.0/24"), ("none", "192.0.2.77", None),
     ("short", "2001:db8:1:2::3", "2001:db8:1::/48"), ("whole", "2001:db8::3", "2001:db8::3"), ("short", "", None)],
)  # fmt: skip
@pytest.mark.usefixtures("cast")
def test_the_log_holds_as_much_of_the_address_as_the_company_wants(setting, address, told, settings):
    settings.LOG_ADDRESS = setting
    assert asked_from(address).get("address") == told


@pytest.mark.usefixtures("cast")
def test_a_forged_header_is_no_address_and_a_trusted_proxys_word_is(settings):
    assert asked_from("192.0.2.77", **{"X-Forwarded-For": "10.9.8.7"})["address"] == "192.0.2.77"
    settings.TRUSTED_PROXIES = ["192.0.2.0/24"]
    assert asked_from("192.0.2.77", **{"X-Forwarded-For": "1.1.1.1, 203.0.113.5"})["address"] == "203.0.113.5"
    assert asked_from("198.51.100.1", **{"X-Forwarded-For": "1.1.1.1"})["address"] == "198.51.100.1"


def test_a_word_that_is_none_of_them_stops_the_start(settings):
    settings.LOG_ADDRESS = "half"
    with pytest.raises(KeyError):
        RequestIdMiddleware(lambda request: HttpResponse())
