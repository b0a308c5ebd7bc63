"""Against a real SMTP server, run here: what it takes, what it puts off, what it refuses, and when it is not there."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.company import current, letters
from rostra.company.actions import deliver_mail, send_mail, sweep_mail, tidy_mail, try_mail_again
from rostra.company.actions.mail import WAITS
from rostra.company.models import Mail
from rostra.company.sealing import seal
from rostra.kit.errors import Refused
from rostra.ledger.models import Fact


class Post:
    """A post office: keeps what it takes; an address that begins with a code is answered with that code."""

    def __init__(self):
        self.taken = []
        self.logins = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        code = address[:3]
        if code.isdigit():
            return f"{code} we do not take this now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, data):
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"open sesame", handled=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def post(cast):
    office = Post()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    point_at(cast.company, controller.port)
    yield office
    controller.stop()


def point_at(company, port, **more):
    values = {"mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none", "mail_user": "", **more}
    type(company).objects.update(**values)
    current.forget()


def sent(to="chen@aamuvalle.example", **more) -> Mail:
    return send_mail(
        to=to, subject="Hyvää huomenta", text="Kahvi on valmista.", html="<p>Kahvi</p>", kind="tests.one", **more
    )


def jobs_of(mail) -> list[ProcrastinateJob]:
    return list(
        ProcrastinateJob.objects.filter(task_name="company.deliver_mail", args__mail_id=str(mail.id)).order_by("id")
    )


def test_a_mail_reaches_the_server_whole_and_its_words_are_emptied(post):
    mail = sent(
        headers={"List-Unsubscribe": "<https://example.com/out>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    )
    assert len(jobs_of(mail)) == 1
    assert deliver_mail(mail_id=mail.id) == "sent"
    (to, message) = post.taken[0]
    assert to == ["chen@aamuvalle.example"]
    assert message["Subject"] == "Hyvää huomenta"
    assert message["From"] == "Aamuvalle <rostra@aamuvalle.example>"
    assert message["List-Unsubscribe"] == "<https://example.com/out>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(mail.id) in message["Message-ID"]
    assert message.get_body(("plain",)).get_content().strip() == "Kahvi on valmista."
    assert "<p>Kahvi</p>" in message.get_body(("html",)).get_content()
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.html) == ("sent", "", "")
    assert mail.sent_at is not None


def test_a_mail_is_sent_once_however_many_jobs_there_are(post):
    mail = sent()
    assert [deliver_mail(mail_id=mail.id), deliver_mail(mail_id=mail.id)] == ["sent", "sent"]
    assert len(post.taken) == 1


def test_put_off_by_the_server_it_is_tried_again_later_and_keeps_its_words(post):
    mail = sent("450@aamuvalle.example")
    before = timezone.now()
    assert deliver_mail(mail_id=mail.id) == "waiting"
    mail.refresh_from_db()
    assert (mail.tries, mail.text) == (1, "Kahvi on valmista.")
    assert mail.error.startswith("450 ")
    again = jobs_of(mail)[-1]
    assert 50 < (again.scheduled_at - before).total_seconds() < 70


def test_after_the_last_try_it_has_failed_and_a_fact_says_so(post):
    mail = sent("451@aamuvalle.example")
    states = [deliver_mail(mail_id=mail.id) for _try in range(len(WAITS) + 1)]
    assert states == ["waiting"] * len(WAITS) + ["failed"]
    assert Fact.objects.get(kind="company.MailFailed").data["kind"] == "tests.one"


def test_refused_for_good_it_fails_at_once(post):
    mail = sent("550@aamuvalle.example")
    assert deliver_mail(mail_id=mail.id) == "failed"
    mail.refresh_from_db()
    assert mail.error.startswith("550 ")
    assert len(jobs_of(mail)) == 1


def test_with_no_server_there_it_waits(cast):
    point_at(cast.company, free_port())
    mail = sent()
    assert deliver_mail(mail_id=mail.id) == "waiting"
    mail.refresh_from_db()
    assert "Nothing answers on this port" in mail.error


def test_with_no_server_named_it_waits_until_the_settings_are_mended(cast, post):
    port = current.current_company().mail_port
    point_at(cast.company, port, mail_host="")
    mail = sent()
    assert deliver_mail(mail_id=mail.id) == "waiting"
    point_at(cast.company, port)
    assert deliver_mail(mail_id=mail.id) == "sent"


def test_it_signs_in_with_the_sealed_password(cast):
    office = Post()
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=office.authenticate,
        auth_require_tls=False,
        auth_required=True,
    )
    controller.start()
    try:
        point_at(cast.company, controller.port, mail_user="rostra", mail_password=seal("open sesame"))
        assert deliver_mail(mail_id=sent().id) == "sent"
        point_at(cast.company, controller.port, mail_user="rostra", mail_password=seal("wrong"))
        mail = sent()
        assert deliver_mail(mail_id=mail.id) == "waiting"
        mail.refresh_from_db()
        assert mail.error.startswith("535")
        assert "wrong" not in mail.error
    finally:
        controller.stop()
    assert office.logins[0] == (b"rostra", b"open sesame")


def test_a_password_sealed_with_a_lost_key_is_said_and_nothing_is_lost(cast, post, settings):
    point_at(cast.company, current.current_company().mail_port, mail_password=seal("x"))
    settings.TOKEN_KEYS = ["A" * 43 + "="]
    mail = sent()
    assert deliver_mail(mail_id=mail.id) == "waiting"
    mail.refresh_from_db()
    assert "type it anew" in mail.error


def test_a_server_without_starttls_gets_no_mail_in_the_clear(cast, post):
    point_at(cast.company, current.current_company().mail_port, mail_security="starttls")
    assert deliver_mail(mail_id=sent().id) == "waiting"
    assert post.taken == []


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b.example\nBcc: all@b.example", "a b@c.example", "x" * 300 + "@a.example"]
)
def test_what_is_no_address_is_refused(cast, to):
    with pytest.raises(Refused):
        sent(to)
    assert not Mail.objects.exists()


def test_a_subject_or_header_cannot_smuggle_another(post):
    mail = send_mail(
        to="chen@aamuvalle.example",
        subject="Hello\r\nBcc: all@aamuvalle.example",
        text="x",
        kind="tests.one",
        headers={"X-Good": "a\r\nBcc: all@aamuvalle.example", "Bad Name:": "x"},
    )
    deliver_mail(mail_id=mail.id)
    (to, message) = post.taken[0]
    assert to == ["chen@aamuvalle.example"]
    assert message["Bcc"] is None


def test_a_demo_sends_nothing_and_keeps_all(cast, post, settings):
    settings.ROSTRA_DEMO = True
    mail = sent()
    assert deliver_mail(mail_id=mail.id) == "sent"
    mail.refresh_from_db()
    assert (post.taken, mail.text) == ([], "Kahvi on valmista.")


def test_a_demo_company_sends_nothing_even_where_the_server_is_no_demo(cast, post):
    point_at(cast.company, current.current_company().mail_port, demo=True)
    deliver_mail(mail_id=sent().id)
    assert post.taken == []


def test_a_failed_mail_can_be_tried_again(cast, post):
    mail = sent("550@aamuvalle.example")
    deliver_mail(mail_id=mail.id)
    mail.refresh_from_db()
    Mail.objects.update(to="chen@aamuvalle.example")
    try_mail_again(mail=mail)
    assert len(jobs_of(mail)) == 2
    assert deliver_mail(mail_id=mail.id) == "sent"


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ({"mail_host": "mail.invalid"}, "No mail server of this name"),
        ({}, "Nothing answers on this port"),
    ],
)
def test_why_no_server_was_reached_is_said_in_words(cast, sign_in, where, reason):
    point_at(cast.company, free_port(), **where)
    mail = sent()
    assert deliver_mail(mail_id=mail.id) == "waiting"
    mail.refresh_from_db()
    assert mail.error.startswith(reason)
    assert reason in sign_in(cast.ana).get("/console/mail/").content.decode()


def test_a_server_that_speaks_no_encryption_is_told_so(cast, post):
    for security, reason in [("tls", "another kind of encryption"), ("starttls", "does not offer this kind")]:
        point_at(cast.company, type(cast.company).objects.get().mail_port, mail_security=security)
        mail = sent()
        assert deliver_mail(mail_id=mail.id) == "waiting"
        mail.refresh_from_db()
        assert reason in mail.error


def test_what_waits_without_a_job_gets_one(post):
    mail, with_job = sent(), sent()
    Mail.objects.update(at=timezone.now() - timedelta(minutes=11))
    ProcrastinateJob.objects.filter(args__mail_id=str(mail.id))._raw_delete("default")
    assert sweep_mail() == 1
    assert len(jobs_of(mail)) == 1
    assert len(jobs_of(with_job)) == 1


def test_old_mail_is_forgotten_in_time(cast):
    now = timezone.now()
    failed, old, fresh = sent(), sent(), sent()
    Mail.objects.filter(id=failed.id).update(state="failed", at=now - timedelta(days=8))
    Mail.objects.filter(id=old.id).update(state="sent", at=now - timedelta(days=91))
    tidy_mail()
    assert set(Mail.objects.values_list("id", "text")) == {(failed.id, ""), (fresh.id, "Kahvi on valmista.")}


def test_a_letter_shows_what_was_written_and_no_markup_of_it(cast):
    letter = letters.write_letter(
        title="Tea & <b>coffee</b>", lines=["One <script>"], button=("Come", "https://r.example/?a=1&b=2"), foot=["Why"]
    )
    assert "Tea & <b>coffee</b>" in letter.text
    assert "https://r.example/?a=1&b=2" in letter.text
    assert "<script>" not in letter.html
    assert "&lt;b&gt;coffee" in letter.html
    assert 'href="https://r.example/?a=1&amp;b=2"' in letter.html
    assert "Aamuvalle" in letter.html
