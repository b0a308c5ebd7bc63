"""All that the public address answers to."""

from rostra.advocacy.public_urls import urlpatterns

__all__ = ["urlpatterns"]

handler400 = "rostra.advocacy.views.public.broken"
handler404 = "rostra.advocacy.views.public.not_found"
handler500 = "rostra.advocacy.views.public.broken"
