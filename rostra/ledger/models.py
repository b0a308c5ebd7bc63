"""What happened, and who has been told."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from rostra.kit.ids import new_id
from rostra.ledger.kinds import words_of


class Fact(models.Model):
    """Something that happened. Holds no foreign key upward: audit outlives people, so the actor is an id and a label."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField(null=True)
    actor_label = models.TextField(blank=True)
    subject_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    sealed = models.BooleanField(default=False)  # never leaves the ledger: no webhook, no audit page
    keep_until = models.DateField(null=True)
    dispatched_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="fact_waiting", condition=Q(dispatched_at=None)),
            models.Index(fields=["kind", "-id"], name="fact_by_kind"),
            models.Index(fields=["subject_id", "-id"], name="fact_by_subject"),
            models.Index(fields=["actor_id", "-id"], name="fact_by_actor"),
            models.Index(fields=["keep_until"], name="fact_kept_until", condition=Q(keep_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def words(self) -> str:
        return words_of(self.kind)

    @property
    def details(self) -> str:
        """What it holds, without what is empty."""
        return ", ".join(f"{key}: {value}" for key, value in self.data.items() if value not in (None, "", []))


class Delivery(models.Model):
    """One fact for one listener. Done is written in the transaction of the listener's own work: told once, not twice."""

    WAITING, DONE, FAILED = "waiting", "done", "failed"

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.TextField()
    state = models.TextField(choices=[(WAITING, WAITING), (DONE, DONE), (FAILED, FAILED)], default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    due_at = models.DateTimeField(default=timezone.now)  # when a waiting one is tried, or tried again

    class Meta:
        constraints = [models.UniqueConstraint("fact", "listener", name="delivery_once")]
        indexes = [
            models.Index(fields=["changed_at"], name="delivery_open", condition=~Q(state="done")),
            models.Index(fields=["due_at", "id"], name="delivery_due", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.listener} of {self.fact_id}: {self.state}"
