"""Sessions as rows that know their user, so that a leaver's can be ended at once."""

from functools import lru_cache
from typing import Any, ClassVar, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core import signing
from django.db import IntegrityError, models, transaction

from rostra.accounts.models.user import User


class Session(AbstractBaseSession):
    """Django's session and whose it is. `seen_at` moves at most once in ten minutes."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now_add=True)
    agent = models.TextField(blank=True)

    objects: ClassVar[BaseSessionManager["Session"]] = BaseSessionManager()  # type: ignore[assignment]  # stubs say Self

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class _Bytes:
    """A serializer that leaves the bytes as they are."""

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=4096)
def _unsealed(data: bytes | str, salt: str) -> bytes:
    """What is inside, if our key sealed it: BadSignature otherwise. The seal is part of `data`, so each is checked once."""
    return cast("bytes", signing.loads(data, salt=salt, serializer=_Bytes))  # type: ignore[arg-type]  # it only loads


class SessionStore(DatabaseStore):
    """Django's store, which also writes `user_id` on every save, so that ending a user's sessions is one DELETE."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """As Django's; but what was sealed by our key once is so the next time, and only read."""
        try:
            known: dict[str, Any] = self.serializer().loads(_unsealed(session_data, self.key_salt))
        except Exception:  # Django's own way says what is wrong with it, and begins an empty session
            return super().decode(session_data)
        return known

    def save(self, must_create: bool = False) -> None:
        """As Django's, but an update leaves `created_at`, `seen_at` and `agent` alone."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # SessionBase has it
        user_id = data.get(SESSION_KEY)
        row = {
            "session_data": self.encode(data),
            "expire_date": self.get_expiry_date(),
            "user_id": User._meta.pk.to_python(user_id) if user_id else None,
        }
        if must_create:
            self._insert(row)
        elif not Session.objects.filter(session_key=self.session_key).update(**row):
            raise UpdateError

    def _insert(self, row: dict[str, Any]) -> None:
        try:
            with transaction.atomic():
                Session.objects.create(session_key=self._get_or_create_session_key(), **row)  # type: ignore[attr-defined]
        except IntegrityError as error:
            raise CreateError from error
