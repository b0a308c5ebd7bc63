"""What the company adds to the built-in rules, and what people said was wrong."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id


class Rulebook(models.Model):
    """One row. `version` is another one after every change of the rulebook or of a term: processes then read anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    version = models.UUIDField(default=new_id)
    products = ArrayField(models.TextField(), default=list, blank=True)  # to praise one asks for disclosure
    domains = ArrayField(models.TextField(), default=list, blank=True)  # without "www"
    public_emails = ArrayField(models.TextField(), default=list, blank=True)  # lower case
    regions = ArrayField(models.TextField(), default=list, blank=True)  # ISO 3166, for phone numbers
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(name="one_rulebook", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"rulebook {self.version}"


class Dispute(models.Model):
    """Somebody said a finding was wrong. Which rule, of what class, when: not her words, and not her name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    rule = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["rule", "-at"], name="dispute_by_rule")]

    def __str__(self) -> str:
        return self.rule
