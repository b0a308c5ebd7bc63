"""Where stories come from: a company's own RSS or Atom feed."""

from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id


class FeedSource(models.Model):
    """A feed, by address or from a file (`url` empty). `error` is what the last fetch ran into, in words for people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    url = models.TextField(blank=True)
    every_minutes = models.PositiveIntegerField(default=60)
    etag = models.TextField(blank=True)
    modified = models.TextField(blank=True)  # Last-Modified, as the server wrote it
    fetched_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # null: not fetched by itself
    error = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)  # in a row; each doubles the wait, up to a day
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("url", condition=~Q(url=""), name="feed_once")]
        indexes = [models.Index(fields=["due_at"], name="feed_due", condition=Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return self.name
