"""The front page, the search page, the console."""

from django.urls import path

from rostra.home.api import api
from rostra.home.views import console, front, search

urlpatterns = [
    path("", front.home, name="home"),
    path("search/", search.search, name="search"),
    path("language/<str:code>/", front.language, name="language"),
    path("console/", console.index, name="console"),
    path("console/audit/", console.audit, name="console-audit"),
    path("console/jobs/", console.jobs, name="console-jobs"),
    path("console/deliveries/<int:delivery>/try/", console.try_delivery, name="console-delivery-try"),
    path("console/jobs/<int:job>/try/", console.try_job, name="console-job-try"),
    path("api/", api.urls),
]
