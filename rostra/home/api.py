"""The API: one NinjaAPI, a router a room."""

from ninja import NinjaAPI

from rostra import __version__

api = NinjaAPI(title="Rostra", version=__version__, urls_namespace="api", docs_url=None, openapi_url="/openapi.json")
