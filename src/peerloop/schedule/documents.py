"""What can be found of sessions: those to come that colleagues join, by title, subject and who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.schedule.models import Participation, Session
from peerloop.schedule.narrowing import about, at_places, between, led_from, met, on_weekday
from peerloop.schedule.queries import sessions_seen_by
from peerloop.search.kinds import Text, narrows, register

if TYPE_CHECKING:
    from collections.abc import Sequence

SESSION = "session"


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the sessions that can be joined and are neither cancelled nor over."""
    joined = Session.objects.filter(pk__in=ids, cancellation=None, record=None)
    joined = joined.exclude(audience=Session.Audience.MADE_FOR).select_related("skill")
    led = Participation.objects.filter(session__in=ids, part=Participation.Part.TEACHER).order_by("pk")
    names: dict[int, list[str]] = {}
    for session, name in led.values_list("session", "member__name"):
        names.setdefault(session, []).append(name)
    return {session.pk: _text(session, names.get(session.pk, [])) for session in joined}


def _text(session: Session, leaders: list[str]) -> Text:
    words = [session.get_kind_display(), session.skill.name if session.skill else "", *leaders, session.about]
    return Text(session.title, "\n".join(str(word) for word in words if word))


register(SESSION, of=Session, seen_by=sessions_seen_by, read=read)
narrows(SESSION, skill=about, when=between, day=on_weekday, way=met, team=led_from, place=at_places)
