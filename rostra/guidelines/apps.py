from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    name = "rostra.guidelines"
    default_auto_field = "django.db.models.BigAutoField"
