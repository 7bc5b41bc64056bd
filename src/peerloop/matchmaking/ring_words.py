"""A ring in sentences, from where its reader stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Place, Ring
    from peerloop.people.models import Member

TWO = 2


def ring_words(ring: Ring, reader: Member) -> list[str]:
    """Return who teaches whom what: one sentence for a swap, one for each direction of a ring, the reader's first."""
    places = from_reader(list(ring.places.all()), reader)
    first, last = places[0], places[-1]
    if len(places) == TWO:
        said = {"name": first.teacher.name, "yours": last.skill.name, "theirs": first.skill.name}
        return [_("You teach %(name)s %(yours)s, and %(name)s teaches you %(theirs)s.") % said]
    return [
        _("%(teacher)s teaches you %(skill)s.") % _names(first),
        *(_("%(teacher)s teaches %(learner)s %(skill)s.") % _names(place) for place in places[1:-1]),
        _("You teach %(learner)s %(skill)s, and so the ring closes.") % _names(last),
    ]


def from_reader(places: list[Place], reader: Member) -> list[Place]:
    """Return the places in their order, from the one in which the reader learns to the one in which they teach."""
    at = next(number for number, place in enumerate(places) if place.learner_id == reader.pk)
    return [*places[at:], *places[:at]]


def _names(place: Place) -> dict[str, str]:
    return {"teacher": place.teacher.name, "learner": place.learner.name, "skill": place.skill.name}
