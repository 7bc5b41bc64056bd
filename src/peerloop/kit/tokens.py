"""Signed, purpose-bound tokens for links that travel by mail."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.core import signing

if TYPE_CHECKING:
    from datetime import timedelta


class BadToken(ValueError):
    """The token is forged, expired or meant for something else; which of them is not told."""


def sign(purpose: str, **ids: int | str) -> str:
    """Return a URL-safe token that says ``ids`` and holds for ``purpose`` only."""
    return signing.dumps(ids, salt=f"peerloop.{purpose}", compress=True)


def unsign(purpose: str, token: str, *, within: timedelta) -> dict[str, int | str]:
    """Return what ``sign`` was given, or raise ``BadToken``."""
    try:
        ids: dict[str, int | str] = signing.loads(token, salt=f"peerloop.{purpose}", max_age=within)
    except signing.BadSignature as error:
        raise BadToken from error
    return ids


def new_secret() -> str:
    """Return a fresh 256-bit secret for an address that only its owner knows."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is stored in place of ``secret``."""
    return hashlib.sha256(secret.encode()).hexdigest()
