"""One message to the company's mail server, and what its answer means."""

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rostra.company.models import Company, Mail
from rostra.company.sealing import SealBroken, unseal

SECONDS = 15
# The first that fits; a certificate that is not trusted is an SSLError too.
REASONS: tuple[tuple[type[Exception], "str | Promise"], ...] = (
    (socket.gaierror, _("No mail server of this name is known. Check the host for a typing error.")),
    (ConnectionRefusedError, _("Nothing answers on this port. Check host and port, and that the mail server runs.")),
    (TimeoutError, _("The mail server did not answer in time. Check host and port; a firewall may stand in between.")),
    (
        ssl.SSLCertVerificationError,
        _("The certificate of the mail server is not trusted. Check the host’s name, or renew it."),
    ),
    (
        ssl.SSLError,
        _("The mail server speaks another kind of encryption on this port. Choose the other kind, or another port."),
    ),
    (
        smtplib.SMTPNotSupportedError,
        _("The mail server does not offer this kind of encryption or sign-in. Choose another kind, or another port."),
    ),
    (smtplib.SMTPServerDisconnected, _("The mail server hung up in the middle. A later try may do.")),
)
SECURITY = ("starttls", "tls", "none")


@dataclass(frozen=True)
class MailServer:
    """Where mail goes and as whom. `security` is starttls, tls or none; `password` is in the clear, here only."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str
    name: str

    @classmethod
    def of(cls, company: Company) -> "MailServer":
        """Raises `SealBroken` when the password was sealed with a key that is gone."""
        return cls(
            host=company.mail_host,
            port=company.mail_port,
            user=company.mail_user,
            password=unseal(company.mail_password),
            security=company.mail_security,
            sender=company.mail_from,
            name=company.nameplate,
        )


class NotTaken(Exception):
    """The message was not accepted. `final`: trying again cannot help (the address is refused for good)."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


def hand_over(mail: Mail, server: MailServer) -> None:
    """Give one message to the server. Returns when it was accepted; raises `NotTaken`."""
    if not server.host or not server.sender:
        raise NotTaken("no mail server is set", final=False)
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=formataddr((server.name, server.sender)),
        to=[mail.to],
        headers={"Message-ID": _message_id(mail), "Auto-Submitted": "auto-generated", **mail.headers},
        connection=_connection(server),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise NotTaken(_said(code, words), final=500 <= code < 600) from error
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused) as error:
        # The company's own settings: somebody will mend them, so the message waits.
        raise NotTaken(_said(error.smtp_code, error.smtp_error), final=False) from error
    except smtplib.SMTPResponseException as error:
        raise NotTaken(_said(error.smtp_code, error.smtp_error), final=500 <= error.smtp_code < 600) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(reason_of(error), final=False) from error
    except ValueError as error:  # an address or header that no mail can carry
        raise NotTaken(str(error), final=True) from error


def try_server(server: MailServer, *, to: str, subject: str, text: str, html: str) -> None:
    """A test mail, sent at once and kept nowhere. Raises `NotTaken`."""
    hand_over(Mail(to=to, subject=subject, text=text, html=html, kind="company.test"), server)


def knock(server: MailServer) -> None:
    """Connect and sign in, send nothing. Raises `NotTaken`."""
    connection = _connection(server)
    try:
        connection.open()
    except smtplib.SMTPResponseException as error:
        raise NotTaken(_said(error.smtp_code, error.smtp_error), final=False) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(reason_of(error), final=False) from error
    finally:
        connection.close()


def reason_of(error: Exception) -> str:
    """What keeps a message from its server, in words for whoever set the server up. What none of them fits is said as it is."""
    return next((str(words) for kind, words in REASONS if isinstance(error, kind)), f"{type(error).__name__}: {error}")


def _connection(server: MailServer) -> EmailBackend:
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        use_tls=server.security == "starttls",
        use_ssl=server.security == "tls",
        timeout=SECONDS,
        fail_silently=False,
    )


def _message_id(mail: Mail) -> str:
    """The same at every try, so that a reader's mail program shows one copy where a server took two."""
    return f"<{mail.id}@{urlsplit(settings.ROSTRA_URL).hostname or 'localhost'}>"


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{code} {' '.join(text.split())}"[:500]


__all__ = ["SECURITY", "MailServer", "NotTaken", "SealBroken", "hand_over", "knock", "try_server"]
