"""The check while typing. Its answer belongs to who asked: stored nowhere, never cached, never logged."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from rostra.guidelines import answers
from rostra.guidelines.actions.rulebook import dispute_finding
from rostra.guidelines.asking import question_of
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest


def _wants_json(request: PersonRequest) -> bool:
    return request.content_type == "application/json" or "application/json" in request.headers.get("Accept", "")


@door("people", methods="POST", pace="checks")
def check(request: PersonRequest) -> HttpResponse:
    """Findings for a text: JSON with UTF-16 offsets for scripts, the list of notes for htmx."""
    person = request.person
    scripted = _wants_json(request)
    try:
        question = question_of(request)
    except Refused as refused:
        if not scripted:
            raise
        return JsonResponse({"message": refused.message}, status=422, headers={"Cache-Control": "no-store"})
    answer = answers.answer(question, person)
    if scripted:
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})
    response = render(request, "guidelines/_findings.html", {"answer": answer})
    response["Cache-Control"] = "no-store"
    return response


@door("people", methods="POST")
def disputes(request: PersonRequest) -> HttpResponse:
    """ "This is wrong": which rule of which class, and nothing else."""
    dispute_finding(kind=request.POST.get("class", ""), rule=request.POST.get("rule", ""))
    return HttpResponse(status=204)
