from django.urls import URLPattern, URLResolver, path

from rostra.kit import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("kit.css", views.css, name="kit_css"),
]
