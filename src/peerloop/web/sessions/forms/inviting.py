"""Whom to invite: colleagues found by name, or a team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.kit.text import key
from peerloop.people.models import Member, Team
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.schedule.models import Session

MOST_FOUND, MOST_TEAMS, MOST_OF_A_TEAM = 30, 8, 200


class Whom(forms.Form):
    """Looks for colleagues and teams by name, or takes a whole team."""

    name = forms.CharField(
        label=_("Name of a colleague or a team"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"type": "search"}),
    )
    team = forms.ModelChoiceField(Team.objects.all(), required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Found:
    """Colleagues to tick, teams to open, and the team that was opened."""

    people: list[Member]
    teams: list[Team]
    team: Team | None


def found(form: Whom, session: Session, reader: Member) -> Found:
    """Return whom the form finds among those whom ``reader`` sees, by name, without who is asked or comes already."""
    if not form.is_valid():
        return Found([], [], None)
    name, team = key(form.cleaned_data["name"]), form.cleaned_data["team"]
    people = _not_yet(session, reader).order_by("name_key", "pk")
    if team:
        return Found(list(people.filter(team=team)[:MOST_OF_A_TEAM]), [], team)
    if not name:
        return Found([], [], None)
    teams = Team.objects.filter(key__contains=name).order_by("key")[:MOST_TEAMS]
    return Found(list(people.filter(name_key__contains=name)[:MOST_FOUND]), list(teams), None)


def _not_yet(session: Session, reader: Member) -> QuerySet[Member]:
    people = seen_by(reader).select_related("team").exclude(pk=reader.pk)
    people = people.exclude(pk__in=session.participations.values("member"))
    people = people.exclude(pk__in=session.waiting.values("member"))
    return people.exclude(pk__in=session.invitations.values("member"))


def chosen(ids: list[str], reader: Member) -> list[Member]:
    """Return whom the ticks name, as far as ``reader`` sees them."""
    numbers = [int(one) for one in ids[:MOST_OF_A_TEAM] if one.isascii() and one.isdigit() and len(one) < 19]
    return list(seen_by(reader).filter(pk__in=numbers).select_related("team").order_by("name_key", "pk"))
