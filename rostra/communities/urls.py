"""What is said, and where: both halves of the room."""

from django.urls import URLPattern, URLResolver

from rostra.communities import urls_gather

urlpatterns: list[URLPattern | URLResolver] = [*urls_gather.urlpatterns]
