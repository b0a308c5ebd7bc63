"""What an account may do, and how one comes in."""

from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id


class Grant(models.Model):
    """What an account may do beyond what everyone may. An administrator gives it; a row says who and when."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator"
        COMMUNICATOR = "communicator"
        MODERATOR = "moderator"
        AUDITOR = "auditor"
        HR = "hr"

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="grants")
    kind = models.TextField(choices=Kind.choices)
    given_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("user", "kind", name="grant_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class Invitation(models.Model):
    """A way in for one address: single use, seven days. Only the digest of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254)
    label = models.TextField(
        blank=True
    )  # the newcomer's name as known: greets in the mail, names a Person made for her
    person_id = models.UUIDField(null=True)  # the Person it is for, a floor up; no key upward
    digest = models.TextField(unique=True)
    invited_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    run = models.ForeignKey("accounts.InvitingRun", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    sent_times = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # withdrawn, or replaced by a newer one

    class Meta:
        indexes = [
            models.Index(fields=["email"], name="invitation_by_email"),
            models.Index(fields=["person_id"], name="invitation_person"),
            models.Index(fields=["-at", "-id"], name="invitation_waiting", condition=Q(used_at=None, ended_at=None)),
            models.Index(fields=["-used_at", "-id"], name="invitation_used", condition=Q(used_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"invitation of {self.email}"


class EmailChange(models.Model):
    """A change of address, done once both the old and the new one have confirmed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="email_changes")
    new_email = models.EmailField(max_length=254)
    old_digest = models.TextField(unique=True)
    new_digest = models.TextField(unique=True)
    old_confirmed_at = models.DateTimeField(null=True)
    new_confirmed_at = models.DateTimeField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("user", condition=Q(done_at=None), name="one_open_email_change")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.new_email}"


class ApiToken(models.Model):
    """A key for the API. Only its digest is kept; `prefix` lets a person tell hers apart."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="api_tokens")
    name = models.TextField()
    prefix = models.TextField()
    digest = models.TextField(unique=True)
    at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class SetupCode(models.Model):
    """The one-time code of the first hour: printed to the log, kept as a digest, gone once the house is set up."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    digest = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_setup_code")]

    def __str__(self) -> str:
        return f"setup code until {self.expires_at:%Y-%m-%d %H:%M}"
