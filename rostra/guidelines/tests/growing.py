"""One more version of the guide, one more confidential term, one more finding said to be wrong."""

from django.utils import timezone

from rostra.guidelines.actions.terms import TermWords, add_term
from rostra.guidelines.models import Dispute, GuideVersion
from rostra.guidelines.tests.doors import GRANTS
from rostra.people.models import Person
from tests.cast import Cast

STILL = {"guide", "guide_draft", "ask", "protected_words", "terms_many", "rulebook"}
LOOKS = {"terms": ["?q=grown"]}


def grow(cast: Cast, number: int) -> None:
    someone = Person.objects.get(name=f"Grown {number}")
    version = GuideVersion.objects.create(
        number=100 + number, about=f"Grown {number}", published_at=timezone.now(), published_by=someone
    )
    version.points.create(place=1, language="en", text="Say that you work here.")
    term = add_term(by=cast.kim, grants=GRANTS, words=TermWords(term=f"Grown {number}", weight="hint"))
    Dispute.objects.create(kind="term", rule=f"term:{term.id}")
