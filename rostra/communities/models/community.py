"""People who gather."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from rostra.communities.queries_gather import CommunityQuerySet, JoinRequestQuerySet, MembershipQuerySet
from rostra.kit.ids import new_id


class Community(models.Model):
    """Open: anyone joins. Closed: seen by all, one asks. Secret: seen by its members, by invitation.

    `last_active_at` is the newest `active_at` of its entries, kept by the verbs that publish: the river's legs rest on it.
    The `slug` of a secret one is chance: a name in it would tell, and so would a name that is taken. `closed_at` ends it:
    what was said stays to be read, nobody joins any more. `find_text` is name and about, lower case and unaccented, for the
    instant search.
    """

    class Access(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        SECRET = "secret"  # noqa: S105 - a kind of community

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    slug = models.SlugField(max_length=80, unique=True)
    find_text = models.TextField(default="", db_default="")
    about = models.TextField(blank=True)
    manners = models.TextField(blank=True)  # "how we are here"
    access = models.TextField(choices=Access.choices, default=Access.OPEN)
    unit = models.OneToOneField("people.Unit", null=True, on_delete=models.SET_NULL, related_name="community")
    language = models.TextField(blank=True)
    made_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    last_active_at = models.DateTimeField(null=True)
    members_count = models.PositiveIntegerField(default=0)
    entries_count = models.PositiveIntegerField(default=0)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        # Secret ones stand apart: that a name is taken would tell of them.
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=~Q(access="secret"), name="community_name_once")
        ]
        indexes = [
            models.Index(fields=["-last_active_at"], name="community_active"),
            GinIndex(fields=["find_text"], opclasses=["gin_trgm_ops"], name="community_find"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.access == self.Access.OPEN

    @property
    def is_secret(self) -> bool:
        return self.access == self.Access.SECRET


class FormerAddress(models.Model):
    """A `slug` a community had before it became secret, or ceased to be. It leads those who may see it; others may take it.

    Not unique, and never asked when an address is chosen: that it is taken would tell of a secret community.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint("community", "slug", name="former_address_once")]

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """A person in a community. Its level is what she is there. She who leaves keeps the row, so that no import puts her back.

    `seen_at` is her read pointer: what is active later is new to her. Who was removed keeps `removed_by` and the reason: she may
    ask to come back, but not walk in.
    """

    class Level(models.TextChoices):
        MEMBER = "member"
        MODERATOR = "moderator"
        OWNER = "owner"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="memberships")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    level = models.TextField(choices=Level.choices, default=Level.MEMBER)
    muted = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    removed_because = models.TextField(blank=True, default="", db_default="")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "community", name="member_once")]
        indexes = [
            models.Index(
                fields=["person"], name="membership_of", include=["community", "muted"], condition=Q(left_at=None)
            ),
            models.Index(fields=["community", "level"], name="membership_in", condition=Q(left_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id}"

    @property
    def keeps_order(self) -> bool:
        return self.left_at is None and self.level in {self.Level.MODERATOR, self.Level.OWNER}


class JoinRequest(models.Model):
    """Somebody asks to join a closed community or, with `invited_by`, is asked in and answers herself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="join_requests")
    words = models.TextField(blank=True)
    invited_by = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    welcome = models.BooleanField(null=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("community", "person", condition=Q(answered_at=None), name="ask_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} asks for {self.community_id}"
