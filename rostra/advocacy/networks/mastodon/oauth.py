"""Connecting an account: OAuth's code flow with PKCE, the application registered once an instance."""

import base64
import hashlib
import secrets
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from rostra.advocacy.models import AppRegistration
from rostra.advocacy.networks.mastodon import client
from rostra.company.sealing import seal, unseal
from rostra.kit import http
from rostra.kit.errors import Refused

NETWORK = "mastodon"


@dataclass(frozen=True)
class Journey:
    """What is remembered in her session between leaving and coming back; used once."""

    instance: str
    state: str
    verifier: str
    next: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def redirect_uri() -> str:
    return settings.ROSTRA_URL + reverse("account_return")


def begin(*, typed: str, next_url: str) -> tuple[str, Journey]:
    """The address where she says yes, and what to remember. `Refused` if the instance cannot be reached or is none."""
    instance = client.instance_of(typed)
    app = _app(instance)
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    journey = Journey(instance, secrets.token_urlsafe(24), verifier, next_url)
    url = client.authorise_url(instance, app, redirect_uri=redirect_uri(), state=journey.state, challenge=challenge)
    return url, journey


def finish(journey: Journey, *, code: str) -> tuple[str, client.Profile, int | None]:
    """The token, whose account it is, and the instance's limit. `Refused` if the instance takes the code back."""
    try:
        app = _app(journey.instance)
        token = client.token_for(
            journey.instance, app, code=code, redirect_uri=redirect_uri(), verifier=journey.verifier
        )
        profile = client.who_is(journey.instance, token)
    except client.Rejected as rejected:
        if rejected.reply.status == 401:  # it forgot the application: register anew next time
            _registered(journey.instance).delete()
        raise Refused(
            _("%(server)s did not accept the connection. Nothing is kept. Please try again.")
            % {"server": name_of(journey.instance)}
        ) from rejected
    except http.Unreachable as unreachable:
        raise Refused(_unreachable(journey.instance)) from unreachable
    return token, profile, client.limit_of(journey.instance)


def _app(instance: str) -> client.App:
    known = _registered(instance).first()
    if known is not None:
        return client.App(known.client_id, unseal(known.client_secret))
    try:
        app = client.register_app(instance, redirect_uri=redirect_uri(), website=settings.ROSTRA_URL)
    except client.Rejected as rejected:
        raise Refused(
            _("%(server)s does not answer like a Mastodon server. Is the name right?") % {"server": name_of(instance)},
            fields={"instance": _("This server does not speak Mastodon’s language.")},
        ) from rejected
    except http.Unreachable as unreachable:
        raise Refused(_unreachable(instance), fields={"instance": _("It cannot be reached.")}) from unreachable
    AppRegistration.objects.get_or_create(
        network=NETWORK,
        instance=instance,
        redirect_uri=redirect_uri(),
        defaults={"client_id": app.client_id, "client_secret": seal(app.client_secret), "scopes": client.SCOPES},
    )
    kept = _registered(instance).get()  # two people at once: the first registration is everybody's
    return client.App(kept.client_id, unseal(kept.client_secret))


def _registered(instance: str) -> QuerySet[AppRegistration]:
    return AppRegistration.objects.filter(network=NETWORK, instance=instance, redirect_uri=redirect_uri())


def name_of(instance: str) -> str:
    return instance.split("://", 1)[-1]


def _unreachable(instance: str) -> str:
    return _("%(server)s cannot be reached. Is the name right? Nothing has been changed.") % {
        "server": name_of(instance)
    }
