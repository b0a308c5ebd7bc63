"""A secret community leaves no trace outside: whatever an outsider asks for, she reads the same as if it were not there.

Strangers, and those with every grant are asked the same before and after a secret community is
made, talks, quarrels and loses somebody. And each address that is made of something secret answers like one that is made up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.text import slugify
from PIL import Image

from rostra.accounts.models import Grant
from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import delete_entry, edit_entry, publish_entry
from rostra.communities.actions.memberships import admit, remove_member
from rostra.communities.actions.moderation import remove
from rostra.communities.actions.reactions import thank
from rostra.communities.hearers import To
from rostra.communities.models import Community, Entry
from rostra.communities.tests.growing import forget
from rostra.company.files import store_picture
from rostra.kit.checks import walk
from rostra.ledger.actions import dispatch_waiting
from rostra.people.actions.follows import follow
from tests.test_hostile import ways

WORD = "Zephyrine"
OUTSIDERS = ("dara", "ana")
ASKED = {
    "search": ["?q=zephyrine", "?q=zephyr", "?q=zefyrine"],
    "people": ["?q=zephyrine", "?q=bo"],
    "communities": ["?q=zephyr", "?show=all", "?show=new", "?show=suggested"],
    "topics_suggest": ["?q=zephyr", "?q=cof"],
    "mentions_suggest": ["?kind=%23&q=zephyr", "?kind=@&q=ch"],
    "river": ["?order=top", "?order=followed"],
    "api:index": ["?q=zephyr", "?n=100"],
    "api:river": ["?order=followed"],
}
VOLATILE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\bs-[0-9a-f]{12}|%2Fs-[0-9a-f]{12}|[A-Za-z0-9]{64}|\d{4}-\d\d-\d\dT[\d:.+Z-]+"
    r"|since=[^\"]+|Expires: .+|csrf[^>]*>|nonce-\S+"
)


@dataclass(frozen=True)
class Kept:
    """What the secret community holds."""

    community: Community
    entry: Entry
    ids: dict[str, Any]


def talk(cast: Any) -> Kept:
    """Bo's and Chen's, and once Hugo's, who was thrown out of it."""
    place = make_community(
        by=cast.bo, name=f"{WORD} board", about=f"About {WORD}", manners=f"{WORD} manners", access="secret"
    )
    for person in (cast.chen, cast.hugo):
        admit(person=person, community=place, way="invited", by=cast.bo)
    content = BytesIO()
    Image.new("RGB", (800, 600), "teal").save(content, "PNG")
    upload = SimpleUploadedFile(f"{WORD}.png", content.getvalue(), content_type="image/png")
    picture = store_picture(by=cast.bo.actor, upload=upload, keeper="communities.attachment", alt=f"A {WORD}")
    to = To.those_in(place)
    entry = publish_entry(
        by=cast.bo, to=to, body=f"{WORD} @Dara Díaz @Hugo Hill #Zephyrine #coffee", title=WORD, picture=picture
    )
    answer = post_comment(by=cast.chen, entry=entry, body=f"{WORD} yes @Kim Koski #zephyr")
    post_comment(by=cast.hugo, entry=entry, body=f"{WORD} no", answers=answer)
    thank(by=cast.chen, entry=entry)
    edit_entry(
        by=cast.bo,
        entry=entry,
        version=entry.version,
        body=f"{WORD} again @Dara Díaz @Hugo Hill #Zephyrine #coffee",
        title=WORD,
    )
    delete_entry(by=cast.bo, entry=publish_entry(by=cast.bo, to=to, body=f"{WORD} gone"))
    remove(by=cast.bo, thing=publish_entry(by=cast.chen, to=to, body=f"{WORD} removed"), reason=WORD)
    remove_member(by=cast.bo, community=place, person=cast.hugo, reason=f"{WORD} was too much")
    ids = {"slug": place.slug, "entry": entry.id, "comment": answer.id, "file": picture.id}
    return Kept(place, entry, ids)


@pytest.fixture
def pages(cast) -> list[str]:
    """Every address that is read, of a house in which something stands already."""
    there = {way.url for way in ways(cast) if "GET" in way.methods} - {"/readyz", "/language/fi/"}
    plain = sorted(
        url for url in there if not url.startswith(("/kit", "/account", "/demo", "/setup", "/sign-in", "/welcome"))
    )
    asked = [reverse(door) + query for door, queries in ASKED.items() for query in queries]
    people = [f"/people/{person.id}/" for person in (cast.bo, cast.chen)]
    return [*plain, *asked, *people, "/topics/zephyrine/", "/topics/coffee/"]


@pytest.fixture
def outsiders(pages, cast, sign_in) -> dict[str, Client]:
    """A stranger who follows Bo, and Ana with every grant but the moderator's, whom a report would bring in."""
    has = set(Grant.objects.filter(user=cast.ana.user).values_list("kind", flat=True))
    lacks = set(Grant.Kind.values) - has - {Grant.Kind.MODERATOR}
    Grant.objects.bulk_create(Grant(user=cast.ana.user, kind=kind) for kind in lacks)
    for who in OUTSIDERS:
        follow(by=getattr(cast, who), person=cast.bo)
    return {who: sign_in(getattr(cast, who)) for who in OUTSIDERS}


def seen(outsiders: dict[str, Client], pages: list[str]) -> Iterator[tuple[tuple[str, str], str]]:
    forget()
    for who, client in outsiders.items():
        for page in pages:
            with transaction.atomic():
                answer = client.get(page)
                transaction.set_rollback(True)
            head = "\n".join(
                f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name != "X-Request-Id"
            )
            text = b"".join(answer) if answer.streaming else answer.content
            yield (who, page), VOLATILE.sub("…", f"{answer.status_code}\n{head}\n{text.decode(errors='replace')}")


@pytest.mark.django_db
def test_to_an_outsider_it_is_as_if_it_were_not_there(pages, outsiders, cast):
    publish_entry(by=cast.dara, to=To.all(), body="Ours #COFFEE #zEPHyrine")
    dispatch_waiting()
    before = dict(seen(outsiders, pages))
    talk(cast)
    dispatch_waiting()
    after = dict(seen(outsiders, pages))
    told = {at: differing(before[at], after[at]) for at in before if before[at] != after[at]}
    assert told == {}


def differing(one: str, other: str) -> list[str]:
    known = set(one.splitlines())
    return [line.strip()[:300] for line in other.splitlines() if line not in known][:3]


FORM = {
    "body": "Words",
    "to": "everyone",
    "reason": "So",
    "name": "Another",
    "level": "member",
    "words": "May I?",
    "version": "1",
}
MADE_OF = {
    "slug": lambda kept: kept.ids["slug"],
    "file_id": lambda kept: kept.ids["file"],
    "person": lambda kept: kept.ids["chen"],
}


def addresses(kept: Kept, made_up: Kept) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """(name, methods, address made of what is secret, the same of what is made up)."""
    for name, pattern in walk(get_resolver().url_patterns):
        taken = set(pattern.pattern.converters)
        if (
            name.startswith("api:")
            or not taken
            or not taken <= {*MADE_OF, "id", "what", "width"}
            or taken == {"person"}
        ):
            continue
        for what in ("entry", "comment") if "id" in taken else ("",):
            real, fancied = (
                {key: of(each) for key, of in MADE_OF.items()} | {"id": each.ids.get(what), "what": what, "width": 640}
                for each in (kept, made_up)
            )
            both = (reverse(name, kwargs={key: said[key] for key in taken}) for said in (real, fancied))
            yield f"{name} {what}", pattern.callback.door.methods, *both


def api_addresses(kept: Kept, made_up: Kept) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    for path in ("/api/entries/{entry}", "/api/entries/{entry}/comments", "/api/entries/{entry}/thanks", "/api/communities/{slug}",
                 "/api/communities/{slug}/membership", "/entries/?answers={comment}", "/api/people?unit={community}"):  # fmt: skip
        yield path, ("GET", "POST", "PUT", "DELETE"), path.format(**kept.ids), path.format(**made_up.ids)


def forms(kept: Kept) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is sent to doors that are open to all, and names something."""
    yield "/entries/", FORM | {"to": f"community:{kept.ids['community']}"}
    yield "/entries/", FORM | {"body": "", "picture_id": str(kept.ids["file"])}
    yield "/api/entries", {"to": f"community:{kept.ids['community']}", "text": "Words"}
    yield f"/api/entries/{kept.ids['open']}/comments", {"text": "Words", "answers": str(kept.ids["comment"])}
    yield f"/entries/{kept.ids['open']}/comments/", FORM | {"answers": str(kept.ids["comment"])}
    yield "/communities/", FORM | {"name": kept.ids["name"]}


@pytest.mark.django_db
def test_an_address_of_something_secret_answers_like_one_that_is_made_up(pages, outsiders, cast, sign_in):
    kept = talk(cast)
    dispatch_waiting()
    open_one = publish_entry(by=cast.dara, to=To.all(), body="For all")
    kept.ids.update(community=kept.community.id, open=open_one.id, chen=cast.chen.id, name=kept.community.name)
    made_up = Kept(kept.community, kept.entry, {key: uuid4() for key in kept.ids})
    made_up.ids.update(slug="s-0123456789ab", open=open_one.id, chen=cast.chen.id, name="Zephyrine broad")
    told = []
    for who, client in (outsiders | {"hugo": sign_in(cast.hugo)}).items():
        for name, methods, real, fancied in [*addresses(kept, made_up), *api_addresses(kept, made_up)]:
            for method in map(str.lower, methods):
                one, other = (answered(client, method, url, FORM) for url in (real, fancied))
                told += [(who, method, name, differing(other, one))] if one != other else []
        for (url, real), (_url, fancied) in zip(forms(kept), forms(made_up), strict=True):
            one, other = (answered(client, "post", url, data) for data in (real, fancied))
            told += [(who, url, real, differing(other, one))] if one != other else []
    assert told == []


def answered(client: Client, method: str, url: str, data: dict[str, Any]) -> str:
    asked: dict[str, Any] = {"content_type": "application/json"} if url.startswith("/api/") else {}
    client.cookies.pop("messages", None)  # what was said to her before
    with transaction.atomic():
        answer = getattr(client, method)(url, **({} if method in {"get", "head"} else {"data": data, **asked}))
        transaction.set_rollback(True)
    text = f"{answer.status_code} {answer.get('Location', '')} {answer.get('ETag', '')}\n{answer.content.decode()}"
    return VOLATILE.sub("…", text).replace(url, "…").replace(slugify(data.get("name", "-")), "…")


@pytest.mark.django_db
def test_a_topic_is_spelled_as_she_read_it_and_not_as_it_is_spelled_in_secret(cast, sign_in):
    talk(cast)
    publish_entry(by=cast.dara, to=To.all(), body="Mine is #zEPHyrine")
    dara = sign_in(cast.dara)
    for url in ("/topics/zephyrine/", "/topics/suggest/?q=zeph", "/mentions/suggest/?kind=%23&q=zeph"):
        text = dara.get(url).content.decode()
        assert "zEPHyrine" in text or "zephyrine" in text, url
        assert "Zephyrine" not in text, url
