"""What may be written about skills, offers and needs, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.text import clean
from peerloop.people.rules import blocked, reports_to
from peerloop.skills.models import Level, Pace, Visibility
from peerloop.skills.names import full_key

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Offer, Skill

NAME_LENGTH = 120
KEY_LENGTH = 240
LINE_LENGTH = 280


class NotASkill(ValidationError):
    """The name cannot be a skill's; ``error_dict`` names the field."""


class AlreadyThere(ValidationError):
    """The skill is known, under this or another word: ``skill`` is it."""

    def __init__(self, skill: Skill) -> None:
        super().__init__({"name": [_("We know this one already: “%(skill)s”.") % {"skill": skill.name}]})
        self.skill = skill


class BadLine(ValidationError):
    """An offer, a need or an endorsement says something that it cannot say."""


def skill_name(text: str) -> str:
    """Return ``text`` as a skill's name, single spaces, or raise ``NotASkill``."""
    name = " ".join(clean(text).split())
    if not any(char.isalnum() for char in name):
        raise NotASkill({"name": [_("Give the skill a name with at least one letter or digit.")]})
    if len(name) > NAME_LENGTH or len(full_key(name)) > KEY_LENGTH:
        raise NotASkill({"name": [_("That is too long for a name: 120 letters at most. Say the rest in the line.")]})
    return name


def a_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, or raise ``BadLine`` where it is longer than ``LINE_LENGTH``."""
    line = " ".join(clean(text).split())
    over = len(line) - LINE_LENGTH
    if over > 0:
        told = ngettext("That is %(over)s letter too long.", "That is %(over)s letters too long.", over)
        raise BadLine({"text": [told % {"over": over}]})
    return line


def check_choices(*, level: int, pace: str, visibility: str = Visibility.MATCHING) -> None:
    """Raise ``BadLine`` naming every field that has none of its values."""
    wrong: dict[str, list[str]] = {}
    if level not in Level.values:
        wrong["level"] = [_("Choose a level from 1 to 5.")]
    if pace not in Pace.values:
        wrong["pace"] = [_("Choose one of the paces.")]
    if visibility not in Visibility.values:
        wrong["visibility"] = [_("Choose who sees it.")]
    if wrong:
        raise BadLine(wrong)


def must_be_here(member: Member) -> None:
    """Raise ``PermissionDenied`` for somebody who has left."""
    if member.departed_at is not None:
        raise PermissionDenied(_("This person has left."))


def may_endorse(by: Member, offer: Offer) -> bool:
    """Whether ``by`` may vouch for ``offer``: neither oneself nor somebody above its owner in the reporting line."""
    return (
        by.pk != offer.member_id
        and by.departed_at is None
        and offer.member.departed_at is None
        and offer.confirmed_at is not None
        and not blocked(by, offer.member)
        and not reports_to(offer.member, by)
    )
