"""The room's doors: what is said, and where people gather."""

from rostra.communities import urls_gather, urls_talk

urlpatterns = [*urls_talk.urlpatterns, *urls_gather.urlpatterns]
