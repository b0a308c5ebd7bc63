"""Forms of the house. Django renders every form in our look by itself; this name stands for a form that knows refusals."""

from django import forms

from rostra.company.refusals import take_refusal
from rostra.kit.errors import Refused


class LookForm(forms.Form):
    """A form that can tell what a verb refused. Its fields are rendered by `{{ form.name.as_field_group }}`."""

    def add_refusal(self, refused: Refused) -> None:
        take_refusal(self, refused)
