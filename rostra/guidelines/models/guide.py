"""The guide: at most four points, in every language, one version after another."""

from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id

POINTS = 4  # what fits a card is read; what does not, is not


class GuideVersion(models.Model):
    """One version. The draft has no number yet; there is one draft at most. A published version never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(null=True, unique=True)
    about = models.TextField(blank=True)  # what changed, in one sentence, for those who knew the one before
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("number", name="one_guide_draft", condition=Q(number=None), nulls_distinct=False),
            models.CheckConstraint(
                name="guide_numbered_when_published",
                condition=Q(number=None, published_at=None) | Q(number__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"guide {self.number}" if self.number else "guide, draft"

    @property
    def is_draft(self) -> bool:
        return self.number is None


class GuidePoint(models.Model):
    """One point in one language: what to do in a sentence, and why."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="points")
    place = models.PositiveSmallIntegerField()
    language = models.TextField()
    text = models.TextField()
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "language", "place", name="guide_point_once"),
            models.CheckConstraint(name="four_points_at_most", condition=Q(place__gte=1, place__lte=POINTS)),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.text}"


class Acknowledgement(models.Model):
    """She has read this version."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="guide_acknowledgements")
    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="acknowledgements")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("version", "person", name="guide_acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.version_id}"
