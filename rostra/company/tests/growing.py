"""One more of what the company's pages list."""

from rostra.company.actions import send_mail
from tests.cast import Cast

STILL = {"brand_css", "healthz", "privacy", "company"}
LOOKS = {"mail_log": ["?show=failed"]}


def grow(cast: Cast, number: int) -> None:
    for state in ("waiting", "failed"):
        mail = send_mail(
            to=f"{state}{number}@aamuvalle.example", subject=f"Grown {number}", text="Words", kind="tests.one"
        )
        mail.state, mail.tries = state, number
        mail.save()
