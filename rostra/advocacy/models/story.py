"""Something worth telling: a satellite of Entry."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Story(models.Model):
    """Title, text, audience, author and end of the window are the entry's; `entry.published_at` null is a draft.

    `facts` is a list of short texts, what is known. The window runs from `opens_at` to `entry.until`, in UTC; null is open.
    `planned_by` published it ahead of `opens_at`: a job lets it out then.
    """

    entry = models.OneToOneField("communities.Entry", primary_key=True, on_delete=models.CASCADE, related_name="story")
    facts = models.JSONField(default=list, blank=True)
    source_url = models.TextField(blank=True)
    picture = models.ForeignKey("company.File", null=True, on_delete=models.SET_NULL, related_name="+")
    hashtags = ArrayField(models.TextField(), default=list, blank=True)  # without "#"
    opens_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    feed = models.ForeignKey("advocacy.FeedSource", null=True, on_delete=models.SET_NULL, related_name="stories")
    guid = models.TextField(blank=True)  # the feed's own name for it
    told_at = models.DateTimeField(null=True)  # when the feed says it was written
    ended_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # a draft thrown away: kept, so that its feed does not bring it back

    class Meta:
        constraints = [models.UniqueConstraint("feed", "guid", condition=~Q(guid=""), name="story_once_a_feed")]
        indexes = [models.Index(fields=["opens_at"], name="story_planned", condition=Q(planned_by__isnull=False))]

    def __str__(self) -> str:
        return f"story {self.entry_id}"

    @property
    def is_draft(self) -> bool:
        return self.entry.published_at is None and self.planned_by_id is None

    @property
    def may_go_outside(self) -> bool:
        """Asked whenever any of it is shown or told outside: its community may have become secret since it was published."""
        return self.entry.community is None or not self.entry.community.is_secret

    def is_open(self, at: datetime) -> bool:
        """May be told now."""
        return (
            self.entry.published_at is not None
            and self.may_go_outside
            and self.ended_at is None
            and (self.opens_at is None or self.opens_at <= at)
            and self.entry.is_current(at)
        )
