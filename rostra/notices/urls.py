"""The inbox."""

from django.urls import path

from rostra.notices import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/reading/", views.reading, name="inbox-reading"),
    path("inbox/wishes/", views.wishes, name="wishes"),
    path("inbox/mail/<str:token>/", views.mail_stop, name="inbox-mail-stop"),
    path("inbox/<uuid:notice>/", views.follow, name="notice"),
    path("inbox/<uuid:notice>/reading/", views.reading_of_one, name="notice-reading"),
]
