"""Departments, teams, places of work: a tree."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from rostra.kit.ids import new_id
from rostra.people.queries import UnitQuerySet


class Unit(models.Model):
    """`path` is the ids from the root to this one, itself included: everybody below U is `path @> {U}`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = ArrayField(models.UUIDField(), default=list)
    closed_at = models.DateTimeField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["path"], name="unit_below")]
        constraints = [models.UniqueConstraint("parent", "name", name="unit_once_a_parent", nulls_distinct=False)]

    def __str__(self) -> str:
        return self.name
