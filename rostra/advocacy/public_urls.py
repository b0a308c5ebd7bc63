"""What the public address serves, in a process without sessions."""

from django.urls import path

from rostra.advocacy.views import public
from rostra.company.views import health

urlpatterns = [
    path("s/<str:token>", public.follow, name="short_link"),
    path("s/<str:token>/picture.jpg", public.picture, name="short_link_picture"),
    path("oauth-client-metadata.json", public.client_metadata, name="client_metadata"),
    path("public.css", public.stylesheet, name="public_stylesheet"),
    path("robots.txt", public.robots, name="robots"),
    path("healthz", health.healthz, name="public_healthz"),
    path("readyz", health.readyz, name="public_readyz"),
]
