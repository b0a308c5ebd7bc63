"""What is said: the river, entries, comments, thanks, what one keeps."""

from django.urls import path

from rostra.communities.views import bookmarks, comments, entries, mentions, reactions, river

urlpatterns = [
    path("river/", river.river, name="river"),
    path("river/news/", river.news, name="river_news"),
    path("entries/", entries.index, name="entries"),
    path("entries/new/", entries.new, name="entry_new"),
    path("entries/<uuid:id>/", entries.show, name="entry"),
    path("entries/<uuid:id>/edit/", entries.edit, name="entry_edit"),
    path("entries/<uuid:id>/versions/", entries.versions, name="entry_versions"),
    path("entries/<uuid:id>/restoration/", entries.restoration, name="entry_restoration"),
    path("entries/<uuid:id>/thanks/", reactions.of_entry, name="entry_thanks"),
    path("entries/<uuid:id>/bookmark/", bookmarks.of_entry, name="entry_bookmark"),
    path("entries/<uuid:id>/comments/", comments.index, name="entry_comments"),
    path("entries/<uuid:id>/comments/new/", comments.new, name="comment_new"),
    path("comments/<uuid:id>/", comments.show, name="comment"),
    path("comments/<uuid:id>/edit/", comments.edit, name="comment_edit"),
    path("comments/<uuid:id>/restoration/", comments.restoration, name="comment_restoration"),
    path("comments/<uuid:id>/thanks/", reactions.of_comment, name="comment_thanks"),
    path("kept/", bookmarks.index, name="kept"),
    path("mentions/suggest/", mentions.suggest, name="mentions_suggest"),
]
