"""A member's particulars on their way in: cleaned, checked, every fault named with its field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _

from peerloop.kit.text import clean, key
from peerloop.people.models import Member, Team
from peerloop.people.validators import a_week

TEXTS = ("name", "place", "external_id")
LINKS = {"team": Team, "manager": Member}
FIELDS = frozenset({
    "email", "name", "external_id", "team", "manager", "time_zone", "languages", "hired_on", "place",
    "weekly_hours", "capacity", "week",
})  # fmt: skip


def cleaned(given: dict[str, Any]) -> dict[str, Any]:
    """Return ``given`` as it may be stored, or raise ``ValidationError`` with the faults by field.

    Raises ``TypeError`` for a name that is no particular of a member.
    """
    if unknown := given.keys() - FIELDS:
        raise TypeError(f"not a particular of a member: {', '.join(sorted(unknown))}")
    result: dict[str, Any] = {}
    faults: dict[str, ValidationError] = {}
    for name, value in given.items():
        try:
            result[name] = _one(name, value)
        except ValidationError as fault:
            faults[name] = fault
    if faults:
        raise ValidationError(faults)
    return result


def check_unique(member: Member, changes: dict[str, Any]) -> None:
    """Raise ``ValidationError`` where another member already has this e-mail address or external id."""
    told = {
        "email": _("Another member has this e-mail address."),
        "external_id": _("Another member has this id."),
    }
    for name, message in told.items():
        value = changes.get(name)
        if value and Member.objects.exclude(pk=member.pk).filter(**{name: value}).exists():
            raise ValidationError({name: ValidationError(message, code="unique")})


def _one(name: str, value: Any) -> Any:
    if name in LINKS:
        if value is not None and not isinstance(value, LINKS[name]):
            raise TypeError(f"{name} is not a {LINKS[name].__name__}")
        if isinstance(value, Member) and not value.is_active:
            raise ValidationError(_("This manager has left the organisation."), code="departed")
        return value
    if name == "week":
        a_week(value)
    if name == "email":
        value = key(value)
    if name in TEXTS:
        value = clean(value or "") or (None if name == "external_id" else "")
    field = Member._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101 - FIELDS names no relation from elsewhere
    return field.clean(value, None)
