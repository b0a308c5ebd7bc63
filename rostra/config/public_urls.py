"""All that the public address answers to."""

from rostra.advocacy.public_urls import urlpatterns

__all__ = ["urlpatterns"]

handler400 = "rostra.advocacy.public_errors.bad_request"
handler404 = "rostra.advocacy.public_errors.not_found"
handler500 = "rostra.advocacy.public_errors.broken"
