from django.urls import URLPattern, URLResolver, path

from rostra.advocacy.views import accounts, shares

urlpatterns: list[URLPattern | URLResolver] = [
    path("shares/", shares.index, name="shares"),
    path("shares/<uuid:share_id>/", shares.show, name="share"),
    path("shares/<uuid:share_id>/word/", shares.word, name="share_word"),
    path("shares/<uuid:share_id>/tries/", shares.tries, name="share_tries"),
    path("me/shares/", shares.mine, name="my_shares"),
    path("me/accounts/", accounts.index, name="accounts"),
    path("me/accounts/return/", accounts.come_back, name="account_return"),
    path("me/accounts/<uuid:account_id>/", accounts.show, name="account"),
]
