"""Reading what the company keeps."""

from uuid import UUID

from rostra.company.models import File, Mail
from rostra.kit.paging import Cursor

PAGE = 50


def file_or_none(file_id: UUID) -> File | None:
    """Whether one may read it is the keeper's to say: `files.can_read`."""
    return File.objects.filter(id=file_id).first()


def mail_page(after: Cursor | None, *, failed_only: bool = False) -> tuple[list[Mail], Cursor | None]:
    """The mail log, newest first, without the words of any mail. Returns the page and where the next begins."""
    mails = Mail.objects.defer("text", "html").order_by("-at", "-id")
    if failed_only:
        mails = mails.filter(state=Mail.FAILED)
    if after is not None:
        mails = mails.filter(at__lte=after.moment).exclude(at=after.moment, id__gte=after.id)
    page = list(mails[: PAGE + 1])
    more = len(page) > PAGE
    page = page[:PAGE]
    return page, Cursor(page[-1].at, page[-1].id) if more else None


def mail_or_none(mail_id: UUID) -> Mail | None:
    return Mail.objects.filter(id=mail_id).first()


def failed_mails() -> int:
    return Mail.objects.filter(state=Mail.FAILED).count()
