"""A person's own account outside, and what Rostra is known by there. Secrets are sealed with the keys for tokens at rest."""

from django.db import models
from django.db.models import Q

from rostra.kit.ids import new_id


class AppRegistration(models.Model):
    """Rostra as one instance of a network knows it. One a network and instance, for all people of the company."""

    network = models.TextField()
    instance = models.TextField()  # "https://kaffe.social", without a slash at the end
    client_id = models.TextField()
    client_secret = models.TextField()  # sealed
    redirect_uri = models.TextField()
    scopes = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("network", "instance", "redirect_uri", name="app_once_an_instance")]

    def __str__(self) -> str:
        return f"{self.network} at {self.instance}"


class Account(models.Model):
    """An account she connected. `token` is sealed, and emptied when she disconnects it or the network refuses it."""

    CONNECTED, REFUSED, ENDED = "connected", "refused", "ended"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="outside_accounts")
    network = models.TextField()
    instance = models.TextField()
    outside_id = models.TextField()  # the network's own id of the account
    handle = models.TextField()  # "noor@kaffe.social"
    name = models.TextField(blank=True)
    token = models.TextField(blank=True)  # sealed
    scopes = models.TextField(blank=True)
    limit = models.PositiveIntegerField(null=True)  # signs a post, as the instance says
    state = models.TextField(default=CONNECTED)
    connected_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "network", "instance", "outside_id", condition=~Q(state="ended"), name="account_once"
            )
        ]
        indexes = [models.Index(fields=["person"], name="account_of", condition=~Q(state="ended"))]

    def __str__(self) -> str:
        return self.handle

    @property
    def is_connected(self) -> bool:
        return self.state == self.CONNECTED
