"""Someone of the company."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from rostra.kit.ids import new_id
from rostra.kit.tints import initials_of, tint_of
from rostra.ledger.facts import Actor
from rostra.people.queries import PersonQuerySet

PHOTO_WIDTH = 640  # the smallest that company keeps


class Person(models.Model):
    """Someone of the company, with or without a log-in yet. She who left keeps her row, so that what she said stays.

    `sort_key` is made in Python for the company's language. `find_text` is name, title, unit, place and skills, lower case and
    unaccented, for the instant search. `edited` names the fields she wrote herself, which an import leaves alone.
    """

    class Sees(models.TextChoices):
        EVERYONE = "everyone"
        UNIT = "unit"
        NOBODY = "nobody"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField("accounts.User", null=True, on_delete=models.SET_NULL, related_name="person")
    name = models.TextField()
    sort_key = models.TextField(db_collation="C")
    find_text = models.TextField(default="")
    email = models.EmailField(max_length=254, blank=True)
    number = models.TextField(null=True, unique=True)  # noqa: DJ001 - unique where there is one
    title = models.TextField(blank=True)
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.SET_NULL, related_name="people")
    lead = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="reports")  # her line manager
    place = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    languages = ArrayField(models.TextField(), default=list, blank=True)
    about = models.TextField(blank=True)
    photo_id = models.UUIDField(null=True)  # a company.File kept by "people.photo"
    sees_phone = models.TextField(choices=Sees.choices, default=Sees.EVERYONE)
    sees_place = models.TextField(choices=Sees.choices, default=Sees.EVERYONE)
    sees_number = models.TextField(choices=Sees.choices, default=Sees.NOBODY)
    edited = ArrayField(models.TextField(), default=list, blank=True)
    zone = models.TextField(blank=True)  # empty: the company's
    language = models.TextField(blank=True)
    theme = models.TextField(blank=True)  # light, dark; empty: the device's
    river_seen_at = models.DateTimeField(null=True)  # draws "you were here last"
    came_at = models.DateTimeField(null=True)  # first log-in
    left_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_an_email"),
        ]
        indexes = [
            models.Index(fields=["unit"], name="person_by_unit", condition=Q(left_at=None)),
            models.Index(fields=["sort_key", "id"], name="person_in_order", condition=Q(left_at=None)),
            models.Index(
                fields=["place", "sort_key", "id"],
                name="person_by_place",
                condition=Q(left_at=None, sees_place="everyone") & ~Q(place=""),
            ),
            GinIndex(fields=["find_text"], opclasses=["gin_trgm_ops"], name="person_find"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.name)

    @property
    def is_here(self) -> bool:
        return self.left_at is None

    @property
    def has_log_in(self) -> bool:
        """Asks for `user`: where many are shown, select it with them."""
        return self.user is not None and self.user.is_active

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def tint(self) -> int:
        return tint_of(self.id)

    @property
    def url(self) -> str:
        return reverse("person", args=[self.id])

    @property
    def photo_url(self) -> str:
        """Address of the photo as faces show it, or "" for initials."""
        return reverse("file_sized", args=[self.photo_id, PHOTO_WIDTH]) if self.photo_id else ""

    photo = photo_url  # the frame calls it so


class Skill(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="skill_once")]

    def __str__(self) -> str:
        return self.name


class PersonSkill(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="people")

    class Meta:
        constraints = [models.UniqueConstraint("person", "skill", name="person_skill_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id}"


class Follow(models.Model):
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="following")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followers")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("follower", "followed", name="follow_once"),
            models.CheckConstraint(condition=~Q(follower=models.F("followed")), name="follow_another"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followed_id}"
