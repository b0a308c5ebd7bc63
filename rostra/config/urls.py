"""The rooms' doors. Each room names its own URLs."""

from django.urls import include, path

urlpatterns = [
    path("", include("rostra.home.urls")),
    path("", include("rostra.kit.urls")),
    path("", include("rostra.company.urls")),
    path("", include("rostra.accounts.urls")),
    path("", include("rostra.people.urls")),
    path("", include("rostra.notices.urls")),
    path("", include("rostra.guidelines.urls")),
    path("", include("rostra.communities.urls")),
    path("", include("rostra.advocacy.urls")),
]

handler400 = "rostra.kit.bodies.bad_request"
handler403 = "rostra.kit.views.forbidden"
handler404 = "rostra.kit.views.not_found"
handler500 = "rostra.kit.views.broken"
