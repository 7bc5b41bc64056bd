"""What words about sessions that colleagues join have in common: to whom, about which session, and where it is."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from peerloop.journal.models import EntryDetail
from peerloop.kit.clock import span
from peerloop.kit.text import listed
from peerloop.notices.message import Message, Way, page
from peerloop.notices.together import together
from peerloop.people.models import Member
from peerloop.schedule.ics import calendar
from peerloop.schedule.listing import told_one
from peerloop.schedule.models import Invitation, Session, Waiting
from peerloop.schedule.queries import sessions_seen_by
from peerloop.schedule.rules import kind_name, leaders, takes_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry

TOLD = {"title", "way", "place", "link"}
"""What those who come are told of when it changes; more places are no news to who has one."""


def is_joined(entry: Entry) -> bool:
    """Whether the session is one that colleagues join."""
    return Session.objects.exclude(audience=Session.Audience.MADE_FOR).filter(pk=entry.subject).exists()


def to_those_about(entry: Entry) -> Iterable[int]:
    """Whom the entry concerns."""
    return entry.about if is_joined(entry) else []


def to_all_who_hope(entry: Entry) -> Iterable[int]:
    """Who comes and who waits, the one who did it too: each calendar is to follow."""
    if not is_joined(entry):
        return []
    waits = Waiting.objects.filter(session=entry.subject).values_list("member", flat=True)
    return [*entry.about, *waits]


def to_those_if_told(entry: Entry) -> Iterable[int]:
    """Who comes, where what has changed is news to them."""
    detail = EntryDetail.objects.filter(entry=entry).values_list("data", flat=True).first()
    changed = json.loads(detail or "{}").get("changed", [])
    return entry.about if TOLD & set(changed) else []


@together
def read(reader: Member, entries: list[Entry], *, cancelled: bool) -> dict[int, Session]:
    """Return the sessions as their reader may look at them, by id."""
    seen = sessions_seen_by(reader).filter(
        pk__in=[entry.subject for entry in entries], cancellation__isnull=not cancelled
    )
    return {one.pk: one for one in told_one(seen.exclude(audience=Session.Audience.MADE_FOR), reader)}


@together
def asked_to_lead(reader: Member, entries: list[Entry]) -> dict[int, bool]:
    """Return by session whether the reader is asked to lead it."""
    asked = Invitation.objects.filter(member=reader, session__in=[entry.subject for entry in entries])
    return dict(asked.values_list("session", "to_lead"))


@together
def inviters(reader: Member, entries: list[Entry]) -> dict[int, str]:
    """Return by session the name of who has asked the reader."""
    names = dict(Member.objects.filter(pk__in={entry.actor for entry in entries}).values_list("pk", "name"))
    return {entry.subject: names[entry.actor] for entry in entries if entry.actor in names}


def is_full(session: Any) -> bool:
    """Whether no place is left in a session that was read here."""
    return session.capacity is not None and session.taken >= session.capacity


def words_of(session: Session, reader: Member) -> dict[str, str]:
    """Return what the sentences name the session by."""
    return {
        "title": session.title,
        "kind": kind_name(session),
        "when": span(session.starts_at, session.ends_at, reader.time_zone),
        "leaders": listed([member.name for member in leaders(session)]),
    }


def where_of(session: Session) -> list[str]:
    """Where it is, for those who take part."""
    said = []
    if session.place:
        said.append(_("You meet here: %(place)s") % {"place": session.place})
    if session.link:
        said.append(_("Online: %(link)s") % {"link": session.link})
    return said


def told_of(
    session: Session, reader: Member, subject: str, sentences: list[str], reason: str, **more: object
) -> Message:
    """Return a message that brings the calendar entry of who takes part."""
    said: dict[str, object] = {
        "ways": [Way(_("Look at the session"), page("sessions:session", session.pk))],
        "calendar": partial(calendar, [session], reader, method="REQUEST"),
        "method": "REQUEST",
        "not_after": session.starts_at,
    }
    return Message(subject=subject, sentences=sentences, reason=reason, **(said | more))  # type: ignore[arg-type]


def taken_part(reader: Member, entry: Entry) -> tuple[Session, dict[str, str]] | None:
    """Return the session, if it stands and the reader takes part in it, with the words for it."""
    session = read(reader, entry, cancelled=False)
    return (session, words_of(session, reader)) if session and takes_part(session, reader) else None
