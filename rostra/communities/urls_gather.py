"""Communities, who is in them, keeping order, topics."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rostra.communities.views import communities, memberships, reports, requests, topics


class WhatConverter(StringConverter):
    """An entry or a comment, as the address says it."""

    regex = "entries|comments"

    def to_python(self, value: str) -> str:
        return {"entries": "entry", "comments": "comment"}[value]

    def to_url(self, value: str) -> str:
        return {"entry": "entries", "comment": "comments"}.get(value, value)


register_converter(WhatConverter, "what")

urlpatterns = [
    path("communities/", communities.index, name="communities"),
    path("communities/new/", communities.new, name="community_new"),
    path("communities/suggested/", communities.suggested, name="communities_suggested"),
    path("communities/of/<uuid:person>/", communities.of_person, name="communities_of"),
    path("communities/<slug:slug>/", communities.show, name="community"),
    path("communities/<slug:slug>/about/", communities.about, name="community_about"),
    path("communities/<slug:slug>/edit/", communities.edit, name="community_edit"),
    path("communities/<slug:slug>/closure/", communities.closure, name="community_closure"),
    path("communities/<slug:slug>/people/", memberships.people, name="community_people"),
    path("communities/<slug:slug>/people/<uuid:person>/", memberships.member, name="community_member"),
    path("communities/<slug:slug>/people/<uuid:person>/level/", memberships.level, name="community_level"),
    path("communities/<slug:slug>/membership/", memberships.membership, name="community_membership"),
    path("communities/<slug:slug>/leaving/", memberships.leaving, name="community_leaving"),
    path("communities/<slug:slug>/mute/", memberships.mute, name="community_mute"),
    path("communities/<slug:slug>/requests/", requests.index, name="community_requests"),
    path("communities/<slug:slug>/invitations/", requests.invitations, name="community_invitations"),
    path("join-requests/<uuid:id>/", requests.request_, name="join_request"),
    path("join-requests/<uuid:id>/answer/", requests.answer, name="join_answer"),
    path("reports/", reports.index, name="reports"),
    path("<what:what>/<uuid:id>/reports/", reports.reports, name="thing_reports"),
    path("<what:what>/<uuid:id>/reports/closure/", reports.closure, name="reports_closure"),
    path("<what:what>/<uuid:id>/removal/", reports.removal, name="removal"),
    path("<what:what>/<uuid:id>/removal/undoing/", reports.undoing, name="removal_undoing"),
    path("topics/suggest/", topics.suggest, name="topics_suggest"),
    path("topics/<str:key>/", topics.show, name="topic"),
]
