from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rostra.home"
    default_auto_field = "django.db.models.BigAutoField"
