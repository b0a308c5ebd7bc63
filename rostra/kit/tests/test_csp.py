import pytest

from rostra.kit.csp import policy
from tests.cast import Cast


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/nowhere/", "/api/nowhere", "/healthz"])
def test_every_answer_carries_the_policy(client, path: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == policy(report=True)


def test_the_page_of_an_error_carries_it(cast: Cast, client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostra.home.views.front.river_context", lambda request: 1 / 0)
    client.raise_request_exception = False
    client.force_login(cast.bo.user)
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"] == policy(report=True)


def test_nothing_is_allowed_inline() -> None:
    assert "unsafe" not in policy(report=True)
    assert policy(report=False).startswith("default-src 'none'; script-src 'self'; style-src 'self'")


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"[" * 8000, b'{"a":' * 1600, b"[]", b"7", b'{"csp-report": 7}', b""])
def test_a_report_that_is_none_is_refused_and_breaks_nothing(client, body):
    assert client.post("/csp-reports/", body, content_type="application/csp-report").status_code == 400
