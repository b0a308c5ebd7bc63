"""Everybody who has not been invited, invited some a minute."""

from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id


class InvitingRun(models.Model):
    """One run; at most one is under way. A killed worker's is taken up where it stood.

    `of` is the number that was confirmed, `after` the last person who was looked at, `left_out` [[address, reason]] of the
    first hundred. `stopped` is true when somebody ended it early.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    of = models.PositiveIntegerField()
    sent = models.PositiveIntegerField(default=0)
    left_out_count = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    after = models.UUIDField(null=True)
    stopped = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"], condition=Q(ended_at=None), nulls_distinct=False, name="one_inviting_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sent} of {self.of}"

    @property
    def done(self) -> int:
        return self.sent + self.left_out_count
