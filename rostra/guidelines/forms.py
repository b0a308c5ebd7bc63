"""The forms of the confidential list and the rulebook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rostra.guidelines.actions.terms import LONGEST, TermWords
from rostra.guidelines.models import Rulebook

WEIGHTS = (("stop", _("stops sharing")), ("mend", _("must mend")), ("hint", _("hint")))
MATCHES = (
    ("forms", _("the words in any form: Aurora, Auroran, Auroras")),
    ("word", _("the words exactly")),
    ("prefix", _("every word that begins so")),
)
MENDS = (("", _("The author finds other words")), ("cut", _("Cut the words")), ("say", _("Say this instead")))


class TermForm(forms.Form):
    """One confidential term."""

    term = forms.CharField(label=_("Term"), max_length=LONGEST, strip=True)
    reason = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("One sentence. Whoever wrote the words reads it.")
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("From this day on it may be said."),
    )
    weight = forms.ChoiceField(label=_("Weight"), choices=WEIGHTS)
    match = forms.ChoiceField(label=_("What counts"), choices=MATCHES)
    mend = forms.ChoiceField(label=_("Instead"), choices=MENDS, required=False)
    suggestion = forms.CharField(label=_("Words to say instead"), max_length=200, required=False)

    def words(self) -> TermWords:
        """The term as the verb takes it; only of a valid form."""
        said: dict[str, Any] = self.cleaned_data
        mend = said["mend"]
        suggestion = "" if mend == "cut" else said["suggestion"] or None if mend == "say" else None
        return TermWords(said["term"], said["reason"], said["until"], said["weight"], said["match"], suggestion)


class TermListForm(forms.Form):
    """Many terms at once, pasted or from a file."""

    pasted = forms.CharField(
        label=_("One term a line"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    upload = forms.FileField(label=_("Or a file, CSV or plain text"), required=False)


class RulebookForm(forms.Form):
    """What the company is called, and where it is."""

    products = forms.CharField(
        label=_("Products"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. Who praises one is asked to say that she works here."),
    )  # fmt: skip
    domains = forms.CharField(
        label=_("Domains"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, like aamuvalle.example. A link to one counts as a mention."),
    )  # fmt: skip
    public_emails = forms.CharField(
        label=_("Public e-mail addresses"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. They are there to be written to, and are left alone."),
    )  # fmt: skip
    regions = forms.CharField(
        label=_("Countries"), required=False,
        help_text=_("Two letters each, like FI ES. Phone numbers without a country code are read as theirs."),
    )  # fmt: skip

    def lists(self) -> dict[str, list[str]]:
        """The four lists as the verb takes them."""
        said = self.cleaned_data
        lines = {name: said[name].splitlines() for name in ("products", "domains", "public_emails")}
        return {**lines, "regions": said["regions"].replace(",", " ").split()}


def initial_of(book: Rulebook) -> dict[str, str]:
    """A rulebook as its form shows it."""
    return {
        "products": "\n".join(book.products),
        "domains": "\n".join(book.domains),
        "public_emails": "\n".join(book.public_emails),
        "regions": " ".join(book.regions),
    }
