"""What the guidelines keep about people."""

from django.utils.translation import gettext_lazy as _

from rostra.company.personal_data import DID, RECORDS, WHILE_HERE, WROTE, YOU_ALONE, PersonalData, personal_data
from rostra.guidelines.models import Acknowledgement, ConfidentialTerm, GuideVersion
from rostra.people.personal_data import id_of

for _entry in (
    PersonalData(
        "guidelines.check",
        30,
        WROTE,
        _("Of what you write while the check looks at it: nothing. No text and no finding is stored or logged."),
        _("Not at all. If you say a finding is wrong, the rule is kept without your name and without your words."),
        _("Nobody but you."),
    ),
    PersonalData(
        "guidelines.acknowledgement",
        31,
        DID,
        _("Which version of the four points you said you had read, and when."),
        WHILE_HERE,
        YOU_ALONE,
        ("guidelines.Acknowledgement.person",),
        lambda request: Acknowledgement.objects.filter(person=id_of(request)),
        ("version__number", "at"),
        "guide",
    ),
    PersonalData(
        "guidelines.terms",
        32,
        DID,
        _("Confidential terms you added."),
        RECORDS,
        _("Communicators and administrators."),
        ("guidelines.ConfidentialTerm.added_by",),
        lambda request: ConfidentialTerm.objects.filter(added_by=id_of(request)),
        ("term", "at"),
    ),
    PersonalData(
        "guidelines.versions",
        33,
        DID,
        _("Versions of the four points you published."),
        RECORDS,
        _("Communicators and administrators."),
        ("guidelines.GuideVersion.published_by",),
        lambda request: GuideVersion.objects.filter(published_by=id_of(request)),
        ("number", "published_at"),
    ),
):
    personal_data.add(_entry)
