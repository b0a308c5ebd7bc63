"""`{% first_steps as steps %}`: asks the database, so only where an administrator looks at a young house."""

from collections.abc import Mapping
from typing import Any

from django import template

from rostra.home import first_steps as house

register = template.Library()


@register.simple_tag(takes_context=True)
def first_steps(context: Mapping[str, Any]) -> list[house.Step]:
    """Nothing, and no question, for whoever keeps no house or has more than one page to read."""
    young = context["first"] and not context["older_url"] and context["order"] == "newest"
    if not young or "administrator" not in context["grants"]:
        return []
    return house.first_steps(context["person"])
