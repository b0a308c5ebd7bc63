from django.urls import URLPattern, URLResolver, path, re_path

from rostra.accounts.views import account, entrance, grants, invitations, setup

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
    path("sign-in/closed/", entrance.inactive, name="account_inactive"),
    path("sign-in/password/", entrance.ask_reset, name="account_reset_password"),
    path("sign-in/password/mail/", entrance.asked_reset, name="account_reset_password_done"),
    path("sign-in/password/new/", entrance.was_reset, name="account_reset_password_from_key_done"),
    re_path(
        r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        entrance.reset,
        name="account_reset_password_from_key",
    ),
    path("demo/sign-in/", entrance.demo_sign_in, name="demo_sign_in"),
    path("account/", account.account, name="account"),
    path("account/password/", entrance.change_password, name="account_change_password"),
    path("account/sessions/", account.session_list, name="sessions"),
    path("account/sessions/<str:public_key>/", account.session, name="session"),
    path("account/tokens/", account.token_list, name="tokens"),
    path("account/tokens/<uuid:token_id>/", account.token, name="token"),
    path("account/email/", account.email, name="account_email"),
    path("account/email/<str:secret>/", account.email_confirmation, name="email_confirmation"),
    path("console/grants/", grants.grant_list, name="grants"),
    path("console/grants/<int:grant_id>/", grants.grant, name="grant"),
    path("console/invitations/", invitations.invitation_list, name="invitations"),
    path("console/invitations/everybody/", invitations.everybody, name="invite_everybody"),
    path("console/invitations/<uuid:invitation_id>/", invitations.invitation, name="invitation"),
    path("console/invitations/<uuid:invitation_id>/sendings/", invitations.sendings, name="invitation_sendings"),
    path("welcome/<str:secret>/", invitations.welcome, name="welcome"),
    path("setup/", setup.setup, name="setup"),
]
