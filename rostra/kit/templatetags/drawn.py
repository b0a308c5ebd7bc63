"""`{% drawn by company.nameplate with name=me.name %}…{% enddrawn %}`: a part of a page that is the same for many readers.

It is drawn once in this process for each language and each set of `by`, then laid out with the values of `with`, escaped.
Inside, nothing is known but these names, so that forgetting one shows a gap and never another reader's word. What is
decided (`if`, plurals) goes by `by`; what is only printed goes by `with`.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rostra.kit.shelf import Shelf
from rostra.kit.slots import Parts, cut, gap, laid_in, weight

register = template.Library()
MOST = 1024 * 1024  # bytes one such part keeps


class DrawnNode(Node):
    child_nodelists = ("body",)

    def __init__(self, body: NodeList, by: dict[str, FilterExpression], laid: dict[str, FilterExpression]) -> None:
        self.body, self.by, self.laid = body, by, laid
        self.shelf: Shelf[Parts] = Shelf(MOST)

    def render(self, context: template.Context) -> SafeString:
        by = {name: value.resolve(context) for name, value in self.by.items()}
        key = (get_language(), *by.values())
        parts = self.shelf.get(key)
        if parts is None:
            gaps = {name: gap(name) for name in self.laid}
            parts = cut(self.body.render(context.new({**by, **gaps})))
            self.shelf.put(key, parts, weight(parts))
        return laid_in(parts, {name: conditional_escape(value.resolve(context)) for name, value in self.laid.items()})


@register.tag
def drawn(parser: Parser, token: Token) -> DrawnNode:
    """Values of `by` must be hashable: texts, numbers, tuples."""
    _tag, *bits = token.split_contents()
    found: dict[str, Any] = {"by": {}, "with": {}}
    while bits:
        word = bits.pop(0)
        if word not in found or found[word]:
            raise template.TemplateSyntaxError("drawn takes `by name=value …` and `with name=value …`")
        found[word] = token_kwargs(bits, parser)
    body = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return DrawnNode(body, found["by"], found["with"])
