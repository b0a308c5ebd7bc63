"""How a Django form field meets the kit's components: its class, and which hint and error belong to it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

TICKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


class LookField(BoundField):
    """`<c-field>` names its hint `…_hint` and its error `…_error`; the widget points to them."""

    @property
    def aria_describedby(self) -> str | None:
        parts = [f"{self.auto_id}_error"] if self.errors else []
        parts += [f"{self.auto_id}_hint"] if self.help_text else []
        return " ".join(parts) or None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        if not isinstance(widget or self.field.widget, TICKS):
            built["class"] = "input"
        return built

    @property
    def is_ticks(self) -> bool:
        return isinstance(self.field.widget, TICKS)


class LookForm(forms.Form):
    """A form in the house's look; render its fields with `{% include "company/_field.html" with field=form.name %}`."""

    bound_field_class = LookField

    def add_refusal(self, message: str, fields: dict[str, str]) -> None:
        """Take what a verb refused: beside its fields where we have them, else above the form."""
        own = {name: words for name, words in fields.items() if name in self.fields}
        for name, words in own.items():
            self.add_error(name, words)
        if not own:
            self.add_error(None, message)
