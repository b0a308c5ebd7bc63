"""One message to one person, and what became of it."""

from django.db import models

from rostra.kit.ids import new_id


class Mail(models.Model):
    """The mail log. Bodies are kept in a demo only (`/demo/mail`); elsewhere they are emptied once sent."""

    WAITING, SENT, FAILED, TAKEN_BACK = "waiting", "sent", "failed", "taken_back"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.TextField()
    subject = models.TextField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    kind = models.TextField()  # "accounts.invitation", "notices.unseen", …
    state = models.TextField(default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="mail_newest"),
            models.Index(fields=["state", "at"], name="mail_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.state}"
