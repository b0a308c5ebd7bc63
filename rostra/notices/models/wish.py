"""What a person wants to be told, and when."""

from django.db import models


class Wish(models.Model):
    """Differs from the kind's own default. No row: the default."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="wishes")
    kind = models.TextField()
    inbox = models.BooleanField()
    mail = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint("person", "kind", name="one_wish_a_kind")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class QuietHours(models.Model):
    """In her own zone. `starts` after `ends` crosses midnight. `days` are 1 Monday to 7 Sunday, quiet the whole day."""

    person = models.OneToOneField(
        "people.Person", primary_key=True, on_delete=models.CASCADE, related_name="quiet_hours"
    )
    starts = models.TimeField()
    ends = models.TimeField()
    days = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.starts} to {self.ends}"
