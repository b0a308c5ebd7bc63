"""The communicators' desk: drafts, what is out, what has ended; write, edit, publish, end, throw away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rostra.advocacy import queries
from rostra.advocacy.actions import stories
from rostra.advocacy.desk_form import DeskForm, languages_offered
from rostra.advocacy.models import Story
from rostra.communities.errors import EditedMeanwhile
from rostra.kit.doors import door
from rostra.kit.errors import Refused
from rostra.people.asking import PersonRequest

SHOWS = ("drafts", "running", "ended")
MOST = 100


@door("communicator")
def index(request: PersonRequest) -> HttpResponse:
    show = request.GET.get("show", "drafts")
    show = show if show in SHOWS else "drafts"
    now = timezone.now()
    found = {"drafts": queries.drafts(), "running": queries.running(now), "ended": queries.ended(now)}
    counts = {key: rows.count() for key, rows in found.items()}
    context = {"show": show, "stories": found[show][:MOST], "counts": counts, "now": now}
    if show == "running":
        context["withdrawn"] = queries.withdrawn()[:MOST]
    return render(request, "advocacy/desk/index.html", context)


@door("communicator", methods="GET POST")
def new(request: PersonRequest) -> HttpResponse:
    if request.method == "GET":
        return _form(request, None, DeskForm.blank())
    form = DeskForm.of(request.POST, request.FILES)
    try:
        story = stories.write_story(by=request.person, wording=form.wording(), picture=form.picture, alt=form.alt)
        return _go_on(request, story)
    except Refused as refused:
        return _form(request, None, form, refused)


@door("communicator", methods="GET POST DELETE")
def edit(request: PersonRequest, story_id: UUID) -> HttpResponse:
    """The form of one story. DELETE throws a draft away."""
    story = _story(story_id)
    if request.method == "DELETE":
        stories.drop_story(by=request.person, story=story)
        messages.success(request, _("The draft is thrown away. Its feed will not bring it back."))
        return redirect("desk")
    if request.method == "GET":
        return _form(request, story, DeskForm.showing(story))
    form = DeskForm.of(request.POST, request.FILES)
    try:
        kept = stories.edit_story(
            by=request.person, story=story, wording=form.wording(), picture=form.picture, alt=form.alt
        )
        return _go_on(request, kept)
    except EditedMeanwhile as meanwhile:
        form.version = str(meanwhile.now.version)
        words = _(
            "Somebody else changed this story while you were writing. Your words are in the form; theirs stand below it."
        )
        return _form(request, story, form, Refused(words), theirs=meanwhile.now)
    except Refused as refused:
        return _form(request, story, form, refused)


@door("communicator", methods="POST DELETE")
def publication(request: PersonRequest, story_id: UUID) -> HttpResponse:
    """POST publishes, DELETE ends."""
    story = _story(story_id) if request.method == "POST" else _endable(story_id)
    if request.method == "DELETE":
        stories.end_story(by=request.person, story=story)
        messages.success(request, _("The story has ended. What was told stays outside and is still counted."))
    else:
        _publish(request, story)
    return redirect("desk")


def _go_on(request: PersonRequest, story: Story) -> HttpResponse:
    """After saving: the button that was pressed says what next."""
    if request.POST.get("then") == "publish":
        _publish(request, story)
        return redirect("desk")
    messages.success(request, _("Kept."))
    return redirect("desk_story", story.entry_id)


def _publish(request: PersonRequest, story: Story) -> None:
    out = stories.publish_story(by=request.person, story=story)
    if out.entry.published_at is None:
        messages.success(request, _("Planned. It goes out by itself when its window opens."))
    else:
        messages.success(request, _("Published. It is in the river and under Worth telling."))


def _form(
    request: PersonRequest, story: Story | None, form: DeskForm, refused: Refused | None = None, theirs: object = None
) -> HttpResponse:
    communities, audiences = list(queries.places_for_stories(request.person)), list(queries.audiences())
    current = story.entry.community if story is not None else None
    if current is not None and current not in communities and not current.is_secret:
        communities.append(current)  # else its readers would seem to be everyone, and be it when the form is sent
    offered = (
        {"everyone"} | {f"community:{each.id}" for each in communities} | {f"audience:{each.id}" for each in audiences}
    )
    context = {
        "story": story,
        "form": form,
        "refused": refused,
        "theirs": theirs,
        "communities": communities,
        "audiences": audiences,
        "choose_readers": form.to not in offered,
        "languages": languages_offered(),
    }
    return render(request, "advocacy/desk/story.html", context, status=422 if refused else 200)


def _story(story_id: UUID) -> Story:
    return get_object_or_404(queries.desk_stories(), entry_id=story_id, entry__deleted_at=None, entry__removed_at=None)


def _endable(story_id: UUID) -> Story:
    """One of the desk's, or one that was withdrawn because its community became secret: that one can only be ended."""
    found = queries.withdrawn().filter(entry_id=story_id).first()
    return found if found is not None else _story(story_id)
