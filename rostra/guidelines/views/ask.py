"""“May I say this?”: a text, what there is to look at, and nothing kept."""

from django.http import HttpResponse
from django.shortcuts import render

from rostra.company.current import current_company
from rostra.guidelines import answers, queries
from rostra.guidelines.asking import question_from, question_of
from rostra.guidelines.surfaces import surfaces
from rostra.kit.doors import door
from rostra.people.asking import PersonRequest


@door("people", methods="GET POST", pace="checks")
def ask(request: PersonRequest) -> HttpResponse:
    """The page checks while one types; without script its button does."""
    person = request.person
    question = question_of(request) if request.method == "POST" else question_from({"text": ""})
    answer = answers.answer(question, person) if request.method == "POST" else None
    guide = queries.current_guide()
    points = queries.points_in(guide, request.LANGUAGE_CODE, current_company().language) if guide else []
    context = {
        "text": question.text,
        "network": question.surfaces[0][0],
        "places": [named for named in surfaces if named.key != "inside"],
        "answer": answer,
        "points": points,
    }
    response = render(request, "guidelines/ask/show.html", context)
    response["Cache-Control"] = "no-store"
    return response
