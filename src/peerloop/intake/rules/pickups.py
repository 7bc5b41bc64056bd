"""Where a file may be fetched from by itself, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.intake.models import Pickup
from peerloop.kit.outside import NotFetched, check_address
from peerloop.kit.text import clean

KINDS, EVERY = Pickup.Kind, Pickup.Every
MOST_PICKUPS = 20
AT_NIGHT = 2
SECRETS = frozenset({"access_token", "api_key", "apikey", "auth", "code", "key", "pass", "password", "pwd", "secret",
                     "sig", "signature", "token"})  # fmt: skip
"""What a query calls a secret."""


def checked(kind: str, where: str) -> str:
    """Return where to look, tidied; raises ``ValidationError`` by the field for a place that is never looked at."""
    where = clean(where)
    if kind not in Pickup.Kind.values:
        raise ValidationError({"kind": _("Choose a folder or an address.")})
    if kind == Pickup.Kind.ADDRESS:
        return _address(where)
    folder_of(where or ".")
    return where or "."


def _address(where: str) -> str:
    try:
        check_address(where)
    except NotFetched as error:
        raise ValidationError({"where": str(error)}) from error
    if any(name.lower() in SECRETS for name, _value in parse_qsl(urlsplit(where).query, keep_blank_values=True)):
        told = _("A secret in an address would stand readable here. Whoever runs Peerloop can set it beside it.")
        raise ValidationError({"where": told})
    return where


def folder_of(where: str) -> Path:
    """Return the folder below the one that the house gives for this; raises ``ValidationError`` for any other."""
    if settings.PICKUP_FOLDER is None:
        raise ValidationError({"where": _("Whoever runs Peerloop has set no folder for this.")})
    root = Path(settings.PICKUP_FOLDER).resolve()
    try:
        folder = (root / where).resolve()
        inside = folder.is_relative_to(root) and folder.is_dir()
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        raise ValidationError({"where": _("There is no such folder below the one for this.")})
    return folder


def due_since(every: str, at: datetime) -> datetime:
    """Return the latest moment, up to ``at``, at which one had to look: full hours; 02:00 UTC; Mondays at 02:00 UTC."""
    if every == Pickup.Every.HOUR:
        return at.replace(minute=0, second=0, microsecond=0)
    night = at.replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0)
    night -= timedelta(days=night > at)
    return night - timedelta(days=night.weekday()) if every == Pickup.Every.WEEK else night
