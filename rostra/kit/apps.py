from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    name = "rostra.kit"

    def ready(self) -> None:
        # Each room hands in what it registers and what it listens to; order does not matter.
        autodiscover_modules("checks", "registers", "listeners", "personal_data")
