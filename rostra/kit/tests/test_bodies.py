"""What is too large is refused by its length, without being read."""

import pytest
from django.conf import settings
from django.test import Client

from rostra.config import public_settings

FORM = "multipart/form-data; boundary=here"
MEGABYTE = 1024 * 1024


class Untouched:
    """A body that must not be read."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def send(client: Client, path: str, length: int | str, kind: str = FORM, **headers: str):
    body = {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind}
    return client.generic("POST", path, **body, **headers)


@pytest.mark.parametrize("path", ["/sign-in/", "/entries/", "/me/photo/", "/csp-reports/", "/console/people/import/"])
@pytest.mark.usefixtures("cast")
def test_what_is_larger_than_the_largest_upload_is_refused_before_it_is_read(client, path):
    answer = send(client, path, settings.MOST_BODY + 1)
    assert answer.status_code == 413
    assert "This is too large to take" in answer.content.decode()


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain"])
@pytest.mark.usefixtures("cast")
def test_words_may_be_shorter_than_files(client, kind):
    answer = send(client, "/api/entries", settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, kind)
    assert answer.status_code == 413
    assert "This is too large to take" in (answer.json()["detail"] if "json" in kind else answer.content.decode())


@pytest.mark.usefixtures("cast")
def test_a_body_that_does_not_say_how_long_it_is_is_refused(client):
    assert send(client, "/sign-in/", "", HTTP_TRANSFER_ENCODING="chunked").status_code == 413


def test_a_door_that_takes_more_takes_it_from_those_it_admits_only(cast, sign_in):
    imports, length = "/console/people/import/", 100 * MEGABYTE
    assert send(sign_in(cast.bo), imports, length).status_code == 413
    assert send(sign_in(cast.ana), imports, 600 * MEGABYTE).status_code == 413
    with pytest.raises(AssertionError, match="the body was read"):
        send(sign_in(cast.ana), imports, length)


def test_fields_that_together_are_too_large_are_told_so_too(cast, sign_in):
    answer = sign_in(cast.bo).post("/entries/", {"to": "everyone", "body": "a" * 3 * MEGABYTE})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/topics/x%00/", "/console/audit/?kind=a%00", "/console/terms/?q=a%00", "/%00"])
def test_a_sign_that_no_database_takes_is_a_no_and_no_error(cast, sign_in, path):
    assert sign_in(cast.ana).get(path).status_code in {400, 404}


@pytest.mark.parametrize(("path", "field"), [("/console/feeds/", "url"), ("/me/accounts/", "instance")])
def test_nor_does_it_break_a_form(cast, sign_in, path, field):
    assert sign_in(cast.ana).post(path, {field: "https://a\x00.example"}).status_code == 422


def test_an_address_that_is_not_ours_gets_a_plain_no(client):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "We could not read this request" in answer.content.decode()


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("PUT", 405), ("GET", 413)])
def test_nothing_is_sent_to_the_public_address(settings, method, status):
    for name in ("ROOT_URLCONF", "MIDDLEWARE", "APPEND_SLASH"):
        setattr(settings, name, getattr(public_settings, name))
    body = {"wsgi.input": Untouched(), "CONTENT_LENGTH": "1", "CONTENT_TYPE": FORM}
    answer = Client().generic(method, "/s/abc", **body)
    assert answer.status_code == status
    assert "Here you can only read" in answer.content.decode()
