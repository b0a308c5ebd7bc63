from django.urls import URLPattern, URLResolver, path

from rostra.guidelines.views import ask, checks, drafts, guide, rulebook, terms

urlpatterns: list[URLPattern | URLResolver] = [
    path("guide/", guide.show, name="guide"),
    path("guide/acknowledgement/", guide.acknowledgement, name="guide_acknowledgement"),
    path("guide/versions/", guide.versions, name="guide_versions"),
    path("guide/draft/", drafts.draft, name="guide_draft"),
    path("guide/ask/", ask.ask, name="ask"),
    path("guide/protected/", rulebook.protected, name="protected_words"),
    path("console/terms/", terms.index, name="terms"),
    path("console/terms/many/", terms.many, name="terms_many"),
    path("console/terms/<uuid:term_id>/", terms.term, name="term"),
    path("console/rulebook/", rulebook.rulebook, name="rulebook"),
    path("check/", checks.check, name="check"),
    path("check/disputes/", checks.disputes, name="finding_disputes"),
]
