"""Django's sign-ins in the database, with a closer look at what a cookie says."""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A key is letters and digits: anything else (a NUL, which PostgreSQL refuses loudly) is no key at all."""

    def _validate_session_key(self, key: str | None) -> bool:
        known = super()._validate_session_key(key)  # type: ignore[misc]  # the stubs leave it out
        return bool(known and key and key.isascii() and key.isalnum())
