"""Django's sign-ins in the database, with a closer look at what a cookie says."""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A key is letters and digits: anything else (a NUL, which PostgreSQL refuses loudly) is no key at all."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(super()._validate_session_key(key) and key and key.isascii() and key.isalnum())
