"""Something that leaves the house: one person, one network, one text."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id

RETRY_FOR = timedelta(minutes=45)  # networks that know an idempotency key keep it for about an hour


class Share(models.Model):
    """`words` are hers, `text` is what leaves: her words, and the link where the network carries it in the text.

    By link or copy the network's own page posts it, and only she can say whether she did (`settled_at`). By API the job
    sends it: `next_at` is when it is tried next, `leased_until` while one worker is at it, `tries` the worker's fence.
    `began_at` is the very first attempt, from which her own statuses are looked up; `first_attempt_at` is the first of
    this round, from which the 45 minutes run.
    """

    class Way(models.TextChoices):
        LINK = "link"
        COPY = "copy"
        API = "api"

    class State(models.TextChoices):
        PREPARED = "prepared"
        SENDING = "sending"
        SENT = "sent"
        UNCLEAR = "unclear"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="shares")
    entry = models.ForeignKey("communities.Entry", null=True, on_delete=models.SET_NULL, related_name="shares")
    account = models.ForeignKey("advocacy.Account", null=True, on_delete=models.SET_NULL, related_name="shares")
    network = models.TextField()
    way = models.TextField(choices=Way.choices)
    words = models.TextField()
    text = models.TextField()
    language = models.TextField(default="en")
    key = models.UUIDField(null=True, unique=True)  # of the form it was written in: pressed twice, made once
    idempotency_key = models.UUIDField(default=new_id)
    state = models.TextField(choices=State.choices, default=State.PREPARED)
    at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)
    first_attempt_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    maybe_sent = models.BooleanField(default=False)  # an attempt may have been taken: look before sending again
    outside_id = models.TextField(blank=True)
    outside_url = models.TextField(blank=True)
    error = models.TextField(blank=True)  # in words for people
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)  # by her own word

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="share_of"),
            models.Index(fields=["entry", "-at"], name="share_told", condition=Q(entry__isnull=False)),
            models.Index(fields=["next_at"], name="share_due", condition=Q(next_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.words[:60]}"

    @property
    def is_waiting(self) -> bool:
        """Rostra will do something about it by itself."""
        return self.way == self.Way.API and self.state in {self.State.PREPARED, self.State.SENDING}

    @property
    def wants_her_word(self) -> bool:
        """Only she can say whether it stands there."""
        by_hand = self.way != self.Way.API and self.state == self.State.PREPARED
        return by_hand or self.state == self.State.UNCLEAR

    def may_try_until(self) -> datetime | None:
        """The end of automatic tries; None before the first."""
        return self.first_attempt_at + RETRY_FOR if self.first_attempt_at else None
