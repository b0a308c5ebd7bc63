from django.urls import URLPattern, URLResolver, path

from rostra.kit import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("kit.css", views.css, name="kit_css"),
    path("csp-reports/", views.csp_reports, name="csp_reports"),
    path("kit/", views.gallery, name="kit_gallery"),
    path("kit/pages/<slug:name>/", views.gallery_page, name="kit_gallery_page"),
]
