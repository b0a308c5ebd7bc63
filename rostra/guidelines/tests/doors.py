"""Who passes the doors of guidelines."""

from rostra.guidelines.actions.guide import Point, publish_guide, save_draft
from rostra.guidelines.actions.terms import TermWords, add_term

PEOPLE = {"anonymous": 302, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200, "page": True}
KEEPERS = {"anonymous": 302, "dara": 403, "chen": 403, "bo": 403, "kim": 200, "ana": 200, "page": True}
POST = {"method": "POST", "page": False}
GRANTS = frozenset({"communicator"})

DOORS = {
    "guide": PEOPLE,
    "guide_acknowledgement": PEOPLE | POST | dict.fromkeys(("dara", "chen", "bo", "kim", "ana"), 302),
    "guide_versions": PEOPLE,
    "guide_draft": KEEPERS,
    "ask": PEOPLE,
    "protected_words": PEOPLE,
    "terms": KEEPERS,
    "terms_many": KEEPERS,
    "term": KEEPERS | {"method": "DELETE", "page": False, "kim": 302, "ana": 404},
    "rulebook": KEEPERS,
    "check": PEOPLE | POST | {"data": {"text": "Hello"}},
    "finding_disputes": PEOPLE | POST | dict.fromkeys(("dara", "chen", "bo", "kim", "ana"), 422),
}


def make(cast):
    save_draft(by=cast.kim, grants=GRANTS, points={"en": [Point("Say that you work here.")]})
    publish_guide(by=cast.kim, grants=GRANTS, languages=["en"])
    term = add_term(by=cast.kim, grants=GRANTS, words=TermWords(term="Aurora", reason="Not public yet."))
    return {"term": {"term_id": term.id}}
