"""What a verb refused, told by the form it came from."""

from django import forms

from rostra.kit.errors import Refused


def take_refusal(form: forms.Form, refused: Refused) -> None:
    """Beside its fields where the form has them, else above the form. What was written stays."""
    own = {name: words for name, words in refused.fields.items() if name in form.fields}
    for name, words in own.items():
        form.add_error(name, words)
    if not own:
        form.add_error(None, refused.message)
