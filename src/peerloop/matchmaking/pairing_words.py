"""What a pairing is called, to the one of the two who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.matchmaking.models import Pairing

if TYPE_CHECKING:
    from peerloop.people.models import Member

Kind = Pairing.Kind


def title(pairing: Pairing, other: Member) -> str:
    """Return the pairing's name: "Rust with Bo", or what it is where it is about no one skill."""
    said = {"name": other.name, "skill": pairing.skill.name if pairing.skill else ""}
    if pairing.skill is not None:
        return _("%(skill)s with %(name)s") % said
    return {
        Kind.ONBOARDING: _("First weeks with %(name)s"),
        Kind.SHADOWING: _("Shadowing with %(name)s"),
        Kind.ROTATION: _("In another team with %(name)s"),
    }.get(Kind(pairing.kind), _("Learning with %(name)s")) % said
