"""The address a share carries: its own short link when there is a public address, else the story's own."""

import secrets

from django.conf import settings

from rostra.advocacy.models import Share, TrackedLink
from rostra.communities.models import Entry

SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # base58: nothing that looks like another
LENGTH = 8


def new_token() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def target_of(entry: Entry | None) -> str:
    """The public address that an entry speaks of; empty when it has none."""
    story = getattr(entry, "story", None)
    return story.source_url if story is not None else ""


def are_counted() -> bool:
    return bool(settings.ROSTRA_PUBLIC_URL)


def short_url(token: str) -> str:
    return f"{settings.ROSTRA_PUBLIC_URL}/s/{token}"


def example_url(entry: Entry | None) -> str:
    """As long as the address that will travel, for the preview and the count."""
    target = target_of(entry)
    return short_url("·" * LENGTH) if target and are_counted() else target


def link_for(share: Share, *, target: str) -> TrackedLink:
    """A short link to `target`, in the caller's transaction. The share is saved already."""
    return TrackedLink.objects.create(token=new_token(), share=share, target=target)


def address_of(share: Share) -> str:
    """What travels with this share."""
    link = getattr(share, "link", None)
    if link is not None and are_counted():
        return short_url(link.token)
    return target_of(share.entry)


def shown_entry(link: TrackedLink) -> Entry | None:
    """The story a previewer may read: published once, neither deleted nor removed since. Its end does not hide it.

    Nor is one of a community that became secret shown: its title and words may be others by now.
    """
    entry = link.share.entry
    if entry is None or not hasattr(entry, "story") or entry.published_at is None or not entry.story.may_go_outside:
        return None
    return entry if entry.deleted_at is None and entry.removed_at is None else None
