"""`python -m tests.signed_in`: makes the cast and prints the key of a session of Bo's."""

import django

if __name__ == "__main__":
    django.setup()
    from django.test import Client

    from tests.cast import assemble

    client = Client()
    client.force_login(assemble().bo.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    print(client.session.session_key)
