"""Something is reported; a moderator removes it, with a reason, or leaves it."""

from django.db import models
from django.db.models import Q

from rostra.communities.queries_reports import RemovalQuerySet, ReportQuerySet
from rostra.kit.ids import new_id

ONE_THING = Q(entry__isnull=False, comment=None) | Q(entry=None, comment__isnull=False)


class Report(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey("communities.Entry", null=True, on_delete=models.CASCADE, related_name="reports")
    comment = models.ForeignKey("communities.Comment", null=True, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="report_one_thing", condition=ONE_THING),
            models.UniqueConstraint("by", "entry", condition=Q(comment=None), name="report_entry_once"),
            models.UniqueConstraint("by", "comment", condition=Q(entry=None), name="report_comment_once"),
        ]
        indexes = [models.Index(fields=["at"], name="report_open", condition=Q(closed_at=None))]

    def __str__(self) -> str:
        return self.reason


class Removal(models.Model):
    """Taken away by a moderator: who, when and why, told to the author. Undone by `undone_at`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey("communities.Entry", null=True, on_delete=models.CASCADE, related_name="removals")
    comment = models.ForeignKey("communities.Comment", null=True, on_delete=models.CASCADE, related_name="removals")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="removal_one_thing", condition=ONE_THING)]

    def __str__(self) -> str:
        return self.reason
