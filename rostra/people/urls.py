from django.urls import URLPattern, URLResolver, path

from rostra.people.views import audiences, console, directory, imports, leaving, me, profile

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", directory.index, name="people"),
    path("people/suggest/", directory.suggest, name="people_suggest"),
    path("people/<uuid:person_id>/", profile.show, name="person"),
    path("people/<uuid:person_id>/following/", profile.following, name="person_following"),
    path("people/audiences/preview/", audiences.preview, name="audience_preview"),
    path("me/", me.me, name="me"),
    path("me/photo/", me.photo, name="me_photo"),
    path("console/people/", console.people, name="console_people"),
    path("console/people/<uuid:person_id>/invitation/", console.invitation, name="console_person_invitation"),
    path("console/people/<uuid:person_id>/leaving/", leaving.leaving, name="console_person_leaving"),
    path("console/people/leavings/", leaving.leavings, name="console_people_leavings"),
    path("console/people/returns/", leaving.returns, name="console_people_returns"),
    path("console/people/import/", imports.runs, name="people_imports"),
    path("console/people/import/<uuid:run_id>/", imports.show, name="people_import"),
    path("console/people/import/<uuid:run_id>/checks/", imports.checks, name="people_import_checks"),
    path("console/people/import/<uuid:run_id>/writing/", imports.writing, name="people_import_writing"),
    path("console/people/import/<uuid:run_id>/lines/", imports.lines, name="people_import_lines"),
    path("console/units/", console.units, name="console_units"),
]
