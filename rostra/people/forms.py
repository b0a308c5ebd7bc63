"""Forms of people: one's own page, a newcomer, an audience's rule."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rostra.company.current import current_company
from rostra.people.languages import language_name, read_languages
from rostra.people.models import Person, Unit

SEES = [
    (Person.Sees.EVERYONE, _("Everyone here")),
    (Person.Sees.UNIT, _("My unit")),
    (Person.Sees.NOBODY, _("Nobody but me")),
]
THEMES = [("", _("As this device")), ("light", _("Day")), ("dark", _("Night"))]
LANGUAGES = {"en": "English", "fi": "Suomi", "es": "Español"}


class ProfileForm(forms.Form):
    """What a person writes about herself, and how she wants Rostra to be."""

    about = forms.CharField(label=_("In your words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                            help_text=_("What you do, what you like to be asked."))  # fmt: skip
    title = forms.CharField(label=_("Job title"), required=False, max_length=200)
    skills = forms.CharField(label=_("Ask me about"), required=False, max_length=2000,
                             help_text=_("Skills, with a comma between two."))  # fmt: skip
    languages = forms.CharField(label=_("Languages you speak"), required=False, max_length=400,
                                help_text=_("By name, with a comma between two."))  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "tel"})
    )
    sees_phone = forms.ChoiceField(label=_("Who sees your phone"), choices=SEES)
    place = forms.CharField(label=_("Where you work"), required=False, max_length=120)
    sees_place = forms.ChoiceField(label=_("Who sees where you work"), choices=SEES)
    sees_number = forms.ChoiceField(label=_("Who sees your employee number"), choices=SEES)
    language = forms.ChoiceField(label=_("Language"), required=False)
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    theme = forms.ChoiceField(label=_("Light"), choices=THEMES, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        company = current_company()
        self.fields["language"].choices = [("", _("As the company"))] + [  # type: ignore[attr-defined]
            (code, LANGUAGES.get(code, code)) for code in company.languages
        ]
        zones = sorted(
            zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/"))
        )
        self.fields["zone"].choices = [("", _("As the company"))] + [(zone, zone) for zone in zones]  # type: ignore[attr-defined]

    def clean_skills(self) -> list[str]:
        return [part.strip()[:80] for part in self.cleaned_data["skills"].split(",") if part.strip()][:50]

    def clean_languages(self) -> list[str]:
        known, unknown = read_languages(self.cleaned_data["languages"])
        if unknown:
            raise forms.ValidationError(
                _("We do not know “%(name)s”. Write the language’s name."), params={"name": unknown[0]}
            )
        return list(known)

    @classmethod
    def words_of(cls, person: Person) -> dict[str, Any]:
        """What the form shows before anything is changed."""
        reader = get_language() or "en"
        return {name: getattr(person, name) for name in cls.base_fields} | {
            "skills": ", ".join(
                row.skill.name for row in person.skills.select_related("skill").order_by("skill__name")
            ),
            "languages": ", ".join(language_name(code, reader) for code in person.languages),
        }


class NewPersonForm(forms.Form):
    """Somebody who is not on a list yet."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    title = forms.CharField(label=_("Job title"), required=False, max_length=200)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("In no unit")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = Unit.objects.open().order_by("name")  # type: ignore[attr-defined]


class AudienceForm(forms.Form):
    """A rule over people, chosen. `rule()` is what `save_audience` and `audience_preview` take. Kept as a part of other forms."""

    units = forms.MultipleChoiceField(
        label=_("Units, with all below"), required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(label=_("Places"), required=False, widget=forms.CheckboxSelectMultiple)
    languages = forms.MultipleChoiceField(
        label=_("Languages they speak"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(label=_("Skills"), required=False, widget=forms.CheckboxSelectMultiple)

    people = forms.CharField(
        label=_("People, one by one"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("E-mail addresses, one a line."),
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **options: Any) -> None:
        """`choices` are those of `audience_choices()`; with `prefix` the part stands in a larger form."""
        super().__init__(*args, **options)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_people(self) -> list[str]:
        wanted = {line.strip().lower() for line in self.cleaned_data["people"].splitlines() if line.strip()}
        found = Person.objects.here().by_email(wanted)
        if missing := sorted(wanted - found.keys()):
            raise forms.ValidationError(_("Nobody here has the address %(email)s."), params={"email": missing[0]})
        return [str(id) for id in found.values()]

    def rule(self) -> dict[str, list[str]]:
        return {name: values for name, values in self.cleaned_data.items() if values}
