"""What to be told, and when."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rostra.notices.kinds import kinds
from rostra.notices.models import QuietHours

Chosen = dict[str, tuple[bool, bool]]


class WishesForm(forms.Form):
    """Two boxes a kind, named `inbox-KIND` and `mail-KIND`, read in `chosen`; quiet hours and days."""

    quiet_from = forms.TimeField(required=False)
    quiet_to = forms.TimeField(required=False)
    days = forms.TypedMultipleChoiceField(choices=[(day, day) for day in range(1, 8)], coerce=int, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("quiet_from")) != bool(data.get("quiet_to")):
            self.add_error("quiet_to", _("Quiet hours need a beginning and an end. Nothing has been changed yet."))
        return data

    @property
    def chosen(self) -> Chosen:
        return {kind.key: (f"inbox-{kind.key}" in self.data, f"mail-{kind.key}" in self.data) for kind in kinds}

    @property
    def quiet(self) -> tuple[time, time] | None:
        start, end = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        return (start, end) if start is not None and start != end else None


def quiet_shown(form: WishesForm, hours: QuietHours | None) -> dict[str, Any]:
    """What the quiet fields show: what was typed, else what is kept, else nothing."""
    if form.is_bound:
        typed = {"quiet_from": form.data.get("quiet_from", ""), "quiet_to": form.data.get("quiet_to", "")}
        return typed | {"days": form.cleaned_data.get("days", [])}
    if hours is None:
        return {"quiet_from": "", "quiet_to": "", "days": []}
    return {"quiet_from": f"{hours.starts:%H:%M}", "quiet_to": f"{hours.ends:%H:%M}", "days": hours.days}
