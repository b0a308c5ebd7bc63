"""The guide's form: four points in each of the company's languages, between its fields and the verbs."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from rostra.company.models import Company
from rostra.guidelines.actions.guide import Point
from rostra.guidelines.models import GuidePoint, GuideVersion
from rostra.guidelines.models.guide import POINTS
from rostra.guidelines.queries import points_in

Languages = Sequence[tuple[str, str]]  # code and name


def languages_of(company: Company) -> Languages:
    """The company's languages, its own first."""
    offered = company.languages or [code for code, _name in settings.LANGUAGES]
    named = [(code, name) for code, name in settings.LANGUAGES if code in offered]
    return sorted(named, key=lambda pair: pair[0] != company.language)


def points_written(form: Mapping[str, str], languages: Languages) -> dict[str, list[Point]]:
    """Points as the form has them: "text-fi-2" and "why-fi-2"."""
    return {
        code: [
            Point(form.get(f"text-{code}-{place}", ""), form.get(f"why-{code}-{place}", ""))
            for place in range(1, POINTS + 1)
        ]
        for code, _name in languages
    }


def chapters(
    shown: GuideVersion | Mapping[str, Sequence[Point]] | None, languages: Languages
) -> list[dict[str, object]]:
    """What the form shows: per language its name and four points, empty ones at the end."""
    return [{"code": code, "name": name, "points": _four(shown, code)} for code, name in languages]


def _four(shown: GuideVersion | Mapping[str, Sequence[Point]] | None, code: str) -> list[dict[str, object]]:
    written: Sequence[Point | GuidePoint] = []
    if isinstance(shown, GuideVersion):
        written = points_in(shown, code, "") if any(point.language == code for point in shown.points.all()) else []
    elif shown is not None:
        written = shown.get(code, [])
    return [
        {
            "place": place,
            "text": written[place - 1].text if place <= len(written) else "",
            "why": written[place - 1].why if place <= len(written) else "",
        }
        for place in range(1, POINTS + 1)
    ]
