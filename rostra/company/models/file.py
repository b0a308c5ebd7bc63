"""What was uploaded: typed by content, re-encoded, kept under its digest."""

from django.db import models

from rostra.kit.ids import new_id


class File(models.Model):
    """One stored file. Who may read it is asked of `keeper`, a key of the `file_keepers` registry, with `owner_id`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    keeper = models.TextField()  # "communities.attachment", "people.photo", …
    owner_id = models.UUIDField(null=True)  # null until its entry is written; then only its uploader sees it
    uploaded_by = models.UUIDField(null=True)  # a person's id; no key upward
    name = models.TextField()
    media_type = models.TextField()
    bytes = models.PositiveBigIntegerField()
    sha256 = models.TextField()
    path = models.TextField()  # below MEDIA_ROOT
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["keeper", "owner_id"], name="file_by_owner")]

    def __str__(self) -> str:
        return self.name
