"""One thing told to one person."""

from django.db import models
from django.db.models import F, Q

from rostra.kit.ids import new_id


class Notice(models.Model):
    """A line of the inbox. `words` fill the sentence of its kind; `scope` is what access rests on: losing it forgets the notice.

    Notices of one kind about one subject that nobody has read yet become one line: `times` counts them, `by` is the latest.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="notices")
    kind = models.TextField()
    by = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.UUIDField()
    scope = models.UUIDField(null=True)
    url = models.TextField()
    words = models.JSONField(default=dict)
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # sent, or found unwanted

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "kind", "subject", condition=Q(read_at=None), name="one_line_while_unread"
            )
        ]
        indexes = [
            models.Index(F("person"), F("at").desc(), F("id").desc(), name="notice_of"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["at"], name="notice_unmailed", condition=Q(read_at=None, mailed_at=None)),
            models.Index(fields=["subject"], name="notice_about"),
            models.Index(fields=["scope", "person"], name="notice_within"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"
