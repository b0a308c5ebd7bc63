"""The kinds of notice; the rooms that tell them register them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from rostra.kit.registry import Registry


@dataclass(frozen=True)
class NoticeKind:
    """`sentence(words, times)` is what stands after the name: "answered you in Bar & machines". `label` is for the wishes page.

    `words` hold what cannot change and everyone addressed may see. `by` of the notice is the name before the sentence;
    a kind told by the house has none, and its sentence stands alone. `mail`: by default, is one mailed what was not seen.
    `quoted` names the words that are somebody's own: they are left out when what they were taken from is gone.
    """

    key: str
    order: int
    label: str | Promise
    icon: str
    sentence: Callable[[dict[str, str], int], str]
    mail: bool = True
    quoted: tuple[str, ...] = ()


kinds: Registry[NoticeKind] = Registry("notice_kinds", "What people can be told.")
