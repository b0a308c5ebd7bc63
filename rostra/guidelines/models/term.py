"""What is not public."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from rostra.kit.ids import new_id


class ConfidentialTerm(models.Model):
    """Words that may not leave the house until `until` (null: for ever). `folded` is how texts are compared with it.

    `suggestion` null leaves the mending to the author; "" cuts the words.
    """

    class Weight(models.TextChoices):
        HINT = "hint"
        MEND = "mend"
        STOP = "stop"

    class Match(models.TextChoices):
        WORD = "word"
        FORMS = "forms"
        PREFIX = "prefix"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    term = models.TextField()
    folded = models.TextField(unique=True)
    reason = models.TextField(blank=True)
    until = models.DateField(null=True)
    weight = models.TextField(choices=Weight.choices, default=Weight.STOP)
    match = models.TextField(choices=Match.choices, default=Match.FORMS)
    suggestion = models.TextField(null=True, blank=True)  # noqa: DJ001 - null and "" mean different mends
    added_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="term_find")]

    def __str__(self) -> str:
        return self.term
