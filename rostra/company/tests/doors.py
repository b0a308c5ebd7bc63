"""Who may pass each URL of the company, as status codes."""

from typing import Any

from rostra.company.actions import send_mail
from rostra.company.models import File
from rostra.kit.ids import new_id
from tests.cast import Cast

EVERYONE = {"anonymous": 200, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200}
NOBODY = dict.fromkeys(EVERYONE, 404)
ADMINISTRATORS = {"anonymous": 302, "dara": 403, "chen": 403, "bo": 403, "kim": 403}

DOORS: dict[str, dict[str, Any]] = {
    "brand_css": {"method": "GET", **EVERYONE},
    "file": {"method": "GET", **NOBODY},  # kept by nobody: a file without a keeper opens for none
    "file_sized": {"method": "GET", **NOBODY},
    "healthz": {"method": "GET", **EVERYONE},
    "readyz": {"method": "GET", **dict.fromkeys(EVERYONE, 503)},  # no worker beats in a test
    "privacy": {"method": "GET", "page": True, **EVERYONE},
    "privacy_copy": {"method": "GET", **EVERYONE, "anonymous": 302},
    "company": {"method": "GET", "page": True, **ADMINISTRATORS, "ana": 200},
    "company_picture": {"method": "POST", **ADMINISTRATORS, "ana": 422},
    "mail_log": {"method": "GET", "page": True, **ADMINISTRATORS, "ana": 200},
    "mail_tries": {"method": "POST", **ADMINISTRATORS, "ana": 302},
    "demo_mails": {"method": "GET", **NOBODY},
    "demo_mail": {"method": "GET", **NOBODY},
    "demo_mail_page": {"method": "GET", **NOBODY},
}


def make(cast: Cast) -> dict[str, dict[str, Any]]:
    mail = send_mail(to="chen@aamuvalle.example", subject="A mail", text="words", kind="tests.one")
    file = File.objects.create(
        keeper="tests.nobody",
        owner_id=new_id(),
        name="a.webp",
        media_type="image/webp",
        bytes=1,
        sha256="0" * 64,
        path="x",
        width=9,
    )
    return {
        "file": {"file_id": file.id},
        "file_sized": {"file_id": file.id, "width": 640},
        "mail_tries": {"mail_id": mail.id},
        "demo_mail": {"mail_id": mail.id},
        "demo_mail_page": {"mail_id": mail.id},
    }
