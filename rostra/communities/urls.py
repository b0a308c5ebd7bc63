"""The room's doors: what is said, and where people gather."""

from django.urls import URLPattern, URLResolver

from rostra.communities import urls_gather

urlpatterns: list[URLPattern | URLResolver] = [*urls_gather.urlpatterns]
