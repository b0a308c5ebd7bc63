"""A stored rule over people, resolved into rows by a job when people or rules change."""

from django.db import models

from rostra.kit.ids import new_id
from rostra.people.queries import AudienceMemberQuerySet, AudienceQuerySet


class Audience(models.Model):
    """`rule` is {"units": [ids, with all below], "places": [...], "languages": [...], "skills": [ids], "people": [ids]}.

    Lists of one key are alternatives, keys must all hold. An empty rule is nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    rule = models.JSONField(default=dict)
    last_active_at = models.DateTimeField(null=True)  # of the entries sent to it; kept by the verb that publishes
    resolved_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = AudienceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class AudienceMember(models.Model):
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="audiences")

    objects = AudienceMemberQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "audience", name="audience_member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.audience_id}"
