from django.urls import URLPattern, URLResolver, path

from rostra.advocacy.views import accounts, desk, feeds, shares, stories, tell

urlpatterns: list[URLPattern | URLResolver] = [
    path("stories/", stories.index, name="stories"),
    path("stories/desk/", desk.index, name="desk"),
    path("stories/desk/new/", desk.new, name="desk_new"),
    path("stories/<uuid:story_id>/desk/", desk.edit, name="desk_story"),
    path("stories/<uuid:story_id>/publication/", desk.publication, name="story_publication"),
    path("stories/<uuid:story_id>/figures/", stories.figures_of, name="story_figures"),
    path("stories/<uuid:story_id>/tell/", tell.story, name="tell_story"),
    path("tell/", tell.own, name="tell"),
    path("shares/", shares.index, name="shares"),
    path("shares/<uuid:share_id>/", shares.show, name="share"),
    path("shares/<uuid:share_id>/word/", shares.word, name="share_word"),
    path("shares/<uuid:share_id>/tries/", shares.tries, name="share_tries"),
    path("me/shares/", shares.mine, name="my_shares"),
    path("me/accounts/", accounts.index, name="accounts"),
    path("me/accounts/return/", accounts.come_back, name="account_return"),
    path("me/accounts/<uuid:account_id>/", accounts.show, name="outside_account"),
    path("console/feeds/", feeds.index, name="feeds"),
    path("console/feeds/<uuid:feed_id>/", feeds.show, name="feed"),
]
