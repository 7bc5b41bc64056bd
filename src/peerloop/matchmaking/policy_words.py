"""A policy in words: only what differs from what Peerloop comes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.matchmaking.policies import terms_of
from peerloop.matchmaking.weights import CHOICES, EVERYONE_FIRST, NEVERS, WEIGHTS

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Policy
    from peerloop.matchmaking.policies import Terms


def kind_words(kind: str) -> str:
    """Return in a sentence whom runs of a kind bring together."""
    return {
        "mentoring": _("Everybody who wants to learn something, with somebody who can help."),
        "newcomers": _("Whoever came lately, with those who have been here for years."),
        "swap": _("In twos, threes and fours each teaches one and learns from one, of needs that everyone may see."),
    }.get(kind, "")


def policy_words(policy: Policy) -> list[str]:
    """Return a line for each thing in which the policy differs; its teams are best fetched with it."""
    terms = terms_of(policy)
    lines = [*_weights(terms), *_choices(terms), *_who(terms, [team.name for team in policy.teams.all()])]
    return lines or [_("Everything as Peerloop comes")]


def _weights(terms: Terms) -> list[str]:
    return [
        _("%(weight)s: %(step)s") % {"weight": weight.name, "step": weight.steps[terms.steps[weight.field]]}
        for weight in WEIGHTS
        if terms.steps[weight.field] != weight.usual
    ]


def _choices(terms: Terms) -> list[str]:
    lines = []
    if not terms.choices[EVERYONE_FIRST]:
        lines.append(_("The best pairs first, even where somebody gets nobody for it"))
    said = {
        ("whole_chain", True): _("Never anybody from the whole reporting line"),
        ("below_level", False): _("Also somebody below the wanted level"),
        ("never_met", True): _("Never somebody they have learned with before"),
    }
    for never in NEVERS:
        chosen = never.chosen_in(terms.choices)
        if chosen != never.chosen_in(CHOICES):
            lines.append(said[never.field, chosen])
    return lines


def _who(terms: Terms, teams: list[str]) -> list[str]:
    lines = []
    if terms.months:
        words = ngettext("Learners came in the last month", "Learners came in the last %(count)s months", terms.months)
        lines.append(words % {"count": terms.months})
    if terms.years:
        words = ngettext(
            "Teachers have been here for a year or longer",
            "Teachers have been here for %(count)s years or longer",
            terms.years,
        )
        lines.append(words % {"count": terms.years})
    if teams:
        lines.append(_("Learners of these teams: %(teams)s") % {"teams": ", ".join(sorted(teams))})
    if terms.places:
        lines.append(_("Learners at these places: %(places)s") % {"places": ", ".join(terms.places)})
    if terms.hired_since:
        lines.append(_("Learners hired since %(day)s") % {"day": date_format(terms.hired_since, "j F Y")})
    if terms.teachers_too and (teams or terms.places):
        lines.append(_("Teachers from there, too"))
    return lines
