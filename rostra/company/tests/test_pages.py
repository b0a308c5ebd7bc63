from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from rostra.company import current
from rostra.company.actions import send_mail
from rostra.company.models import Company, File, Mail
from rostra.company.sealing import seal, unseal
from rostra.ledger.models import Fact

GOOD = {
    "name": "Aamuvalle Oy",
    "nameplate": "Aamuvalle",
    "greeting": "Come in",
    "zone": "Europe/Madrid",
    "languages": ["fi", "es"],
    "language": "fi",
    "brand": "#1D4ED8",
    "employer_names": "Aamuvalle, Morning Valley",
    "mail_host": "mail.aamuvalle.example",
    "mail_port": "587",
    "mail_security": "starttls",
    "mail_user": "rostra",
    "mail_password": "",
    "mail_from": "rostra@aamuvalle.example",
}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_company_is_changed_and_the_fact_names_what_changed(cast, sign_in):
    response = sign_in(cast.ana).post("/console/company/", GOOD)
    assert response.status_code == 302
    company = Company.objects.get()
    assert (company.zone, company.brand, company.languages) == ("Europe/Madrid", "#1d4ed8", ["fi", "es"])
    assert company.employer_names == ["Aamuvalle", "Morning Valley"]
    fact = Fact.objects.get(kind="company.CompanyChanged")
    assert fact.actor_id == cast.ana.id
    assert set(fact.data["fields"]) >= {"zone", "brand", "mail_host"}
    assert "name" not in fact.data["fields"]


def test_the_mail_password_is_sealed_and_never_shown_nor_told(cast, sign_in):
    client = sign_in(cast.ana)
    client.post("/console/company/", GOOD | {"mail_password": "open sesame"})
    kept = Company.objects.get().mail_password
    assert "sesame" not in kept
    assert unseal(kept) == "open sesame"
    assert "sesame" not in client.get("/console/company/").content.decode()
    assert kept not in client.get("/console/company/").content.decode()
    assert "sesame" not in str(list(Fact.objects.values_list("data", flat=True)))
    client.post("/console/company/", GOOD | {"greeting": "Good morning"})
    company = Company.objects.get()
    assert (company.mail_password, company.greeting) == (kept, "Good morning")


def test_saving_another_mail_server_asks_for_its_password(cast, sign_in):
    client = sign_in(cast.ana)
    client.post("/console/company/", GOOD | {"mail_password": "open sesame"})
    for moved in ({"mail_host": "evil.example"}, {"mail_port": "25"}, {"mail_security": "none"}):
        assert client.post("/console/company/", GOOD | moved).status_code == 422
    assert (
        client.post("/console/company/", GOOD | {"mail_host": "new.example", "mail_password": "x"}).status_code == 302
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("brand", "red;}body{display:none"),
        ("zone", "Mars/Olympus"),
        ("languages", ["xx"]),
        ("mail_from", "nobody"),
        ("mail_port", "70000"),
        ("mail_host", "two words"),
        ("mail_security", "hope"),
        ("nameplate", "n" * 41),
        ("name", ""),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_the_rest_is_kept(cast, sign_in, field, value):
    response = sign_in(cast.ana).post("/console/company/", GOOD | {field: value, "greeting": "What I wrote"})
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert "What I wrote" in response.content.decode()
    assert Company.objects.get().zone == cast.company.zone


def test_the_brand_sheet_sets_the_colour_alone_and_can_be_kept(client, cast):
    response = client.get("/brand.css")
    assert response.content.decode() == ":root{--brand:oklch(0.46 0.17 262)}\n"
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" not in response["Cache-Control"]
    versioned = client.get(f"/brand.css?v={Company.objects.get().brand_version}")
    assert "immutable" in versioned["Cache-Control"]
    assert client.get("/brand.css", headers={"If-None-Match": response["ETag"]}).status_code == 304
    Company.objects.update(brand="#fff")
    current.forget()
    assert client.get("/brand.css", headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_a_test_mail_says_why_it_was_not_taken_and_saves_nothing(cast, sign_in):
    form = GOOD | {"mail_host": "127.0.0.1", "mail_port": "1", "mail_security": "none", "test": "1"}
    response = sign_in(cast.ana).post("/console/company/", form)
    assert response.status_code == 200
    assert "Nothing answers on this port" in response.content.decode()
    assert Company.objects.get().mail_host == ""
    assert not Mail.objects.exists()


def test_the_kept_password_is_not_sent_to_another_server(cast, sign_in, monkeypatch):
    """Or else whoever has the console for a minute could point it at a server of his and read it."""
    Company.objects.update(mail_host="mail.aamuvalle.example", mail_user="rostra", mail_password=seal("open sesame"))
    current.forget()
    tried = []
    monkeypatch.setattr("rostra.company.views.company.try_server", lambda server, **mail: tried.append(server))
    client = sign_in(cast.ana)
    client.post("/console/company/", GOOD | {"test": "1"})
    client.post("/console/company/", GOOD | {"test": "1", "mail_host": "evil.example"})
    client.post("/console/company/", GOOD | {"test": "1", "mail_port": "2525"})
    client.post("/console/company/", GOOD | {"test": "1", "mail_security": "none"})
    assert [server.password for server in tried] == ["open sesame", "", "", ""]


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (900, 600), "green").save(out, "JPEG")
    return SimpleUploadedFile("hills.jpg", out.getvalue())


def test_the_picture_at_the_door_is_seen_by_whoever_comes(cast, sign_in, client):
    sign_in(cast.ana).post("/console/company/picture/", {"upload": picture(), "caption": "Hills"})
    file = File.objects.get()
    assert client.get(f"/files/{file.id}/").status_code == 200
    page = client.get("/sign-in/").content.decode()
    assert f"/files/{file.id}/" in page
    assert 'alt="Hills"' in page


def test_a_new_picture_takes_the_old_one_down(cast, sign_in, client):
    ana = sign_in(cast.ana)
    ana.post("/console/company/picture/", {"upload": picture(), "caption": "Hills"})
    first = File.objects.get()
    ana.post("/console/company/picture/", {"upload": picture(), "caption": "More hills"})
    assert client.get(f"/files/{first.id}/").status_code == 404
    ana.post("/console/company/picture/", {"_method": "delete"})
    assert not File.objects.exists()


def test_a_disguised_picture_is_refused_beside_its_field(cast, sign_in):
    bad = SimpleUploadedFile("hills.jpg", b"<script>", content_type="image/jpeg")
    response = sign_in(cast.ana).post("/console/company/picture/", {"upload": bad, "caption": "Hills"})
    assert response.status_code == 422
    assert 'id="id_upload_error"' in response.content.decode()
    assert not File.objects.exists()


def mails(count):
    return [
        send_mail(
            to=f"p{n}@a.example", subject=f"Subject {n}", text="the words", html="<p>the words</p>", kind="tests.one"
        )
        for n in range(count)
    ]


def test_the_mail_log_tells_everything_but_the_words(cast, sign_in):
    mails(1)
    Mail.objects.update(state="failed", error="550 no such user")
    page = sign_in(cast.ana).get("/console/mail/").content.decode()
    assert "p0@a.example" in page
    assert "550 no such user" in page
    assert "the words" not in page


def test_the_mail_log_asks_as_often_for_thirty_as_for_three(cast, sign_in):
    client = sign_in(cast.ana)
    counts = []
    for _round in range(2):
        mails(3 if not counts else 27)
        client.get("/console/mail/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/console/mail/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_mail_log_goes_on_where_the_page_ended(cast, sign_in):
    mails(60)
    client = sign_in(cast.ana)
    page = client.get("/console/mail/")
    following = client.get("/console/mail/", {"after": str(page.context["after"])})
    seen = [mail.id for mail in page.context["mails"]] + [mail.id for mail in following.context["mails"]]
    assert len(seen) == len(set(seen)) == 60
    assert following.context["after"] is None
    assert client.get("/console/mail/?after=rubbish").status_code == 422


def test_a_failed_mail_is_tried_again_by_its_button(cast, sign_in):
    (mail,) = mails(1)
    Mail.objects.update(state="failed")
    assert sign_in(cast.ana).post(f"/console/mail/{mail.id}/tries/").status_code == 302
    assert Mail.objects.get().state == "waiting"


def test_a_demo_shows_its_mails_and_nobody_else_does(cast, client, settings):
    (mail,) = mails(1)
    for url in ("/demo/mail/", f"/demo/mail/{mail.id}/", f"/demo/mail/{mail.id}/page/"):
        assert client.get(url).status_code == 404
    settings.ROSTRA_DEMO = True
    assert "Subject 0" in client.get("/demo/mail/").content.decode()
    assert "the words" in client.get(f"/demo/mail/{mail.id}/").content.decode()
    framed = client.get(f"/demo/mail/{mail.id}/page/")
    assert framed.content == b"<p>the words</p>"
    assert "sandbox" in framed["Content-Security-Policy"]
    assert "script-src" not in framed["Content-Security-Policy"]


def test_everyone_can_read_what_rostra_keeps(client, cast):
    page = client.get("/privacy/").content.decode()
    assert "as a fingerprint from which nobody can read it" in page
    assert "Ninety days" in page


def test_the_console_pages_are_for_administrators(cast, sign_in, client):
    for url in ("/console/company/", "/console/mail/"):
        assert client.get(url).status_code == 302
        assert sign_in(cast.kim).get(url).status_code == 403
        assert sign_in(cast.ana).get(url).status_code == 200
