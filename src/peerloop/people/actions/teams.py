"""The org chart grows."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.text import clean, key
from peerloop.people.models import Member, Role, Team
from peerloop.people.rules import has_role, require


@transaction.atomic
def found_team(name: str, *, parent: Team | None = None, by: Member | None = None) -> Team:
    """Return the team of this name in any case and spacing, made if there is none."""
    require(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    name = clean(name)
    if not name or len(name) > 120:
        raise ValidationError({"team": _("A team’s name has 1 to 120 letters.")})
    team, new = Team.objects.get_or_create(key=key(name)[:120], defaults={"name": name, "parent": parent})
    if new:
        record("team.founded", actor=by, subject=team)
    return team
