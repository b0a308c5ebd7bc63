<<<<<<< HEAD
"""The room's doors: what is said, and where people gather."""
=======
"""What is said, and where: both halves of the room."""

from django.urls import URLPattern, URLResolver
>>>>>>> main

from rostra.communities import urls_gather

urlpatterns = [*urls_gather.urlpatterns]
