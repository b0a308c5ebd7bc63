"""The composer: own words, with or without a story."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from rostra.advocacy import links, queries
from rostra.advocacy.actions.sharing import MOST_SIGNS, Unmended, surface_for
from rostra.advocacy.desk_form import languages_offered
from rostra.advocacy.models import Account, Story
from rostra.advocacy.networks.network import Network, networks
from rostra.company.current import company_or_none
from rostra.company.files import srcset
from rostra.guidelines.answers import Question, answer
from rostra.guidelines.models import GuidePoint
from rostra.guidelines.queries import current_guide, points_in
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.kit.ids import new_id
from rostra.people.asking import PersonRequest
from rostra.people.models import Person


@dataclass(frozen=True)
class Channel:
    """One choice of "where it goes": a network, by an account of hers if she connected one."""

    network: Network
    account: Account | None
    chosen: bool

    @property
    def limit(self) -> int | None:
        own = self.account.limit if self.account is not None else None
        return own or self.network.surface.limit


@door("people")
def own(request: PersonRequest) -> HttpResponse:
    """Own words without a story."""
    return _page(request, None)


@door("people")
def story(request: PersonRequest, story_id: UUID) -> HttpResponse:
    """Own words about a story, while it is open; after that, back to what can be told."""
    found = get_object_or_404(queries.stories_for(request.person), entry_id=story_id)
    if not found.is_open(timezone.now()):
        return redirect("stories")
    return _page(request, found)


def again(request: PersonRequest, found: Story | None, refused: Refused) -> HttpResponse:
    """The composer once more, for who sent it without script: her words, why they were not taken, what was found."""
    words, language = request.POST.get("words", ""), request.POST.get("language", "")
    channel = next(each for each in _channels(request.person, request.POST.get("network", "")) if each.chosen)
    surface = surface_for(channel.network, story=found, account=channel.account, language=language)
    looked_at = Question(words[:MOST_SIGNS], [(channel.network.key, surface)])
    given = {
        "words": words,
        "language": language,
        "answer": answer(looked_at, request.person),
        "refused": refused.message,
        "unmended": isinstance(refused, Unmended),
    }
    return _page(request, found, given)


def _page(request: PersonRequest, found: Story | None, given: dict[str, object] | None = None) -> HttpResponse:
    person = request.person
    entry = found.entry if found is not None else None
    channels = _channels(person, request.POST.get("network", request.GET.get("network", "")))
    limits = {each.network.key: each.account.limit for each in channels if each.account and each.account.limit}
    address = links.example_url(entry)
    travels = {each.network.key: taken for each in channels if (taken := each.network.travels(address))}
    context = {
        "story": found,
        "entry": entry,
        "srcset": srcset(found.picture) if found is not None and found.picture is not None else "",
        "channels": channels,
        "key": new_id(),
        "address": address,
        "target": links.target_of(entry),
        "counted": links.are_counted(),
        "told": queries.told_before(person, entry.id) if entry is not None else [],
        "draft": f"tell.{person.id}.{entry.id if entry is not None else 'own'}",
        "language": person.language or request.LANGUAGE_CODE,
        "languages": languages_offered(),
        "limits": json.dumps(limits) if limits else "",
        "travels": json.dumps(travels) if travels else "",
        "points": _points(request.LANGUAGE_CODE),
    }
    return render(request, "advocacy/tell/index.html", context | (given or {}), status=422 if given else 200)


def _points(language: str) -> list[GuidePoint]:
    """The company's points in the language of the page; none before the first guide."""
    version, company = current_guide(), company_or_none()
    if version is None:
        return []
    return points_in(version, language, company.language if company else "en")


def _channels(person: Person, wanted: str) -> list[Channel]:
    """All networks; a connected account takes its network's place. Chosen: as asked, else the last one used, else the first."""
    chosen = wanted if wanted in networks else queries.last_network(person)
    chosen = chosen if chosen in networks else next(iter(networks)).key
    accounts = {account.network: account for account in queries.accounts_of(person) if account.is_connected}
    return [Channel(network, accounts.get(network.key), network.key == chosen) for network in networks]
