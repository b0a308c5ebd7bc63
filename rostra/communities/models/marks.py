"""What hangs on an entry: pictures, mentions, and what a person keeps."""

from django.db import models
from django.db.models import Q


class Attachment(models.Model):
    entry = models.ForeignKey("communities.Entry", on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField("company.File", on_delete=models.PROTECT, related_name="attachment")
    caption = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("entry", "position", name="attachment_position")]

    def __str__(self) -> str:
        return f"{self.file_id} at {self.entry_id}"


class Mention(models.Model):
    """Someone named in an entry or a comment, who may see it: who may not is not told, and the author is."""

    entry = models.ForeignKey("communities.Entry", on_delete=models.CASCADE, related_name="mentions")
    comment = models.ForeignKey("communities.Comment", null=True, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="mentioned_in")

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "entry", condition=Q(comment=None), name="mention_once"),
            models.UniqueConstraint(
                "person", "comment", condition=Q(comment__isnull=False), name="mention_once_in_comment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.entry_id}"


class Bookmark(models.Model):
    """Kept for herself; nobody else sees it."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="bookmarks")
    entry = models.ForeignKey("communities.Entry", on_delete=models.CASCADE, related_name="bookmarks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "entry", name="keep_once")]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.entry_id}"
