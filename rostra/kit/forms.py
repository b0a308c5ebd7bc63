"""Forms that a verb may refuse."""

from django import forms

from rostra.kit.errors import Refused


class VerbForm(forms.Form):
    """A form whose verb has the last word: `form.add_refusal(refused)` puts what it said beside its fields."""

    def add_refusal(self, refused: Refused) -> None:
        """Beside the fields named that we have, else above the form."""
        own = {name: words for name, words in refused.fields.items() if name in self.fields}
        for name, words in own.items():
            self.add_error(name, words)
        if not own:
            self.add_error(None, refused.message)
