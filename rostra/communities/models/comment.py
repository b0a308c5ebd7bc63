"""What is said to an entry, and thanks."""

from django.db import models
from django.db.models import Q

from rostra.communities.queries import CommentQuerySet
from rostra.kit.ids import new_id


class Comment(models.Model):
    """Two levels: a comment, and replies to it (`parent`). A reply to a reply stands under the same comment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey("communities.Entry", on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="comments")
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    thanks_count = models.PositiveIntegerField(default=0)
    key = models.UUIDField(null=True, unique=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["entry", "id"], name="comment_in_order"),
            models.Index(fields=["author", "-id"], name="comment_by_author"),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def is_gone(self) -> bool:
        return self.deleted_at is not None or self.removed_at is not None


class CommentVersion(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("comment", "version", name="comment_version_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} as of {self.version}"


class Reaction(models.Model):
    """Thanks, for an entry or for a comment. One kind today; the column is there for more."""

    entry = models.ForeignKey("communities.Entry", null=True, on_delete=models.CASCADE, related_name="reactions")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="reactions")
    kind = models.TextField(default="thanks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reaction_to_one_thing",
                condition=Q(entry__isnull=False, comment=None) | Q(entry=None, comment__isnull=False),
            ),
            models.UniqueConstraint("person", "entry", "kind", condition=Q(comment=None), name="thank_entry_once"),
            models.UniqueConstraint("person", "comment", "kind", condition=Q(entry=None), name="thank_comment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
