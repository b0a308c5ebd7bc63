"""One thing told to one person."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from rostra.kit.ids import new_id


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self) -> Self:
        """Without those whose one reason is gone. Of several answers the line stays when the latest goes, without its words."""
        return self.filter(Q(withdrawn=None) | Q(times__gt=1) & ~Q(withdrawn=F("subject")))


class Notice(models.Model):
    """A line of the inbox. `words` fill the sentence of its kind; `scope` is what access rests on: losing it forgets the notice.

    Notices of one kind about one subject that nobody has read yet become one line: `times` counts them, `by` is the latest.
    `source` is whose words it shows, where they are somebody's. While that or the subject is gone, `withdrawn` names it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notices")
    kind = models.TextField()
    by = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.UUIDField()
    scope = models.UUIDField(null=True)
    source = models.UUIDField(null=True)
    withdrawn = models.UUIDField(null=True)
    url = models.TextField()
    words = models.JSONField(default=dict)
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # sent, or found unwanted
    mail = models.UUIDField(null=True)  # the mail it went into

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "kind", "subject", condition=Q(read_at=None), name="one_line_while_unread"
            )
        ]
        indexes = [
            models.Index(F("person"), F("at").desc(), F("id").desc(), name="notice_of"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at=None, withdrawn=None)),
            models.Index(fields=["at"], name="notice_unmailed", condition=Q(read_at=None, mailed_at=None)),
            models.Index(fields=["subject"], name="notice_about"),
            models.Index(fields=["scope", "person"], name="notice_within"),
            models.Index(fields=["source"], name="notice_quoting", condition=Q(source__isnull=False)),
            models.Index(fields=["withdrawn"], name="notice_withdrawn", condition=Q(withdrawn__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"
