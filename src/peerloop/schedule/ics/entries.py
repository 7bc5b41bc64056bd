"""Calendar entries: private, under a title that gives nothing away which its learner has not made public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from peerloop.kit.clock import now
from peerloop.kit.text import listed
from peerloop.schedule.ics.zones import said_once, vtimezone
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.rules import is_joined, kind_name, leaders, leads, others
from peerloop.skills.models import Need, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
PRODUCT = "-//Peerloop//Peerloop//EN"
REFRESHED_EVERY = timedelta(hours=1)


def calendar(sessions: Sequence[Session], reader: Member, method: Method = "PUBLISH") -> bytes:
    """Return the sessions as ``reader``, who takes part in each, has them in a calendar of their own.

    REQUEST is an invitation or its update, CANCEL takes it back: one session each, and a booked one names both.
    PUBLISH is for reading only, a feed or a download, and names nobody's address (RFC 5546 §3.2.1).
    Sessions come with ``participations__member`` prefetched, from the reader's guarded query.
    """
    book = Calendar()
    book.add("PRODID", PRODUCT)
    book.add("VERSION", "2.0")
    book.add("CALSCALE", "GREGORIAN")
    book.add("METHOD", method)
    if method == "PUBLISH":
        book.add("X-WR-CALNAME", _("Peerloop"))
        book.add("REFRESH-INTERVAL", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
        book.add("X-PUBLISHED-TTL", "PT1H")
    for zone, first, last in _zones(sessions):
        book.add_component(vtimezone(zone, first, last))
    public = _public_subjects(sessions, reader)
    for session in sessions:
        book.add_component(_entry(session, reader, method, neutral=_is_sensitive(session, reader, public)))
    ics: bytes = book.to_ical()
    return ics


def _entry(session: Session, reader: Member, method: Method, *, neutral: bool) -> Event:
    entry = Event()
    entry.add("UID", str(session.uid))
    entry.add("SEQUENCE", session.sequence)
    entry.add("DTSTAMP", _told_at(session, method))
    entry.add("DTSTART", session.starts_at.astimezone(_clock(session)))
    entry.add("DTEND", session.ends_at.astimezone(_clock(session)))
    entry.add("SUMMARY", _title(session, reader, neutral=neutral))
    entry.add("CLASS", "PRIVATE")
    entry.add("TRANSP", "OPAQUE")
    entry.add("STATUS", _status(session))
    address = settings.PEERLOOP_URL + reverse("sessions:session", args=[session.pk])
    entry.add("URL", address)
    entry.add("DESCRIPTION", _("Where you meet, moving and cancelling: %(address)s") % {"address": address})
    if session.place or session.link:
        entry.add("LOCATION", session.place or session.link)
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    entry.add("ORGANIZER", _address(sender, CN=name))
    if method != "PUBLISH":
        for member in _invited(session, reader):
            entry.add("ATTENDEE", _address(
                member.email, CN=member.name, ROLE="REQ-PARTICIPANT", CUTYPE="INDIVIDUAL",
                PARTSTAT="ACCEPTED" if hasattr(session, "confirmation") else "NEEDS-ACTION", RSVP="FALSE"))  # fmt: skip
    return entry


def _clock(session: Session) -> ZoneInfo:
    """Return the session's own wall clock, or UTC where that shows its start or end twice.

    A calendar that is told 02:30 on the night when it comes twice may take either; UTC leaves no choice.
    """
    own = ZoneInfo(session.zone)
    return own if said_once(session.starts_at, own) and said_once(session.ends_at, own) else ZoneInfo("UTC")


def _zones(sessions: Sequence[Session]) -> list[tuple[str, datetime, datetime]]:
    """Return each zone that the entries name, with its first and last moment."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for session in sessions:
        zone = _clock(session).key
        first, last = spans.get(zone, (session.starts_at, session.ends_at))
        spans[zone] = min(first, session.starts_at), max(last, session.ends_at)
    spans.pop("UTC", None)
    return [(zone, *spans[zone]) for zone in sorted(spans)]


def _subject(session: Session, reader: Member) -> tuple[int | None, int | None]:
    """Return who learns what; of many, each has it alone in the own calendar."""
    if is_joined(session):
        return None if leads(session, reader) else reader.pk, session.skill_id
    learner = next((p.member_id for p in session.participations.all() if p.part == Participation.Part.LEARNER), None)
    return learner, session.skill_id


def _is_sensitive(session: Session, reader: Member, public: set[tuple[int | None, int | None]]) -> bool:
    """Whether the title must not tell what it is about: who comes is for those who come to say."""
    if not is_joined(session):
        return _subject(session, reader) not in public
    if session.audience == Session.Audience.INVITED:
        return True
    learner, skill = _subject(session, reader)
    return learner is not None and skill is not None and (learner, skill) not in public


def _public_subjects(sessions: Sequence[Session], reader: Member) -> set[tuple[int | None, int | None]]:
    """Return who has made public that they learn what: only then may a calendar's onlooker read it there."""
    subjects = {_subject(session, reader) for session in sessions}
    public = Need.objects.filter(
        visibility=Visibility.PUBLIC,
        member__in={learner for learner, _skill in subjects},
        skill__in={skill for _learner, skill in subjects},
    )
    return set(public.values_list("member", "skill"))


def _title(session: Session, reader: Member, *, neutral: bool) -> str:
    if is_joined(session):
        return _title_of_many(session, reader, neutral=neutral)
    names = listed([member.name for member in others(session, reader)])
    words = {"name": names, "skill": session.skill.name if session.skill else ""}
    if session.kind == Session.Kind.COFFEE:
        return _("Coffee with %(name)s") % words
    if neutral or session.skill is None:
        return _("Meeting with %(name)s") % words
    return _("%(skill)s with %(name)s") % words


def _title_of_many(session: Session, reader: Member, *, neutral: bool) -> str:
    """Return its own title, or only what kind it is and who leads."""
    if not neutral:
        return session.title
    kind = kind_name(session)
    led = listed([member.name for member in leaders(session) if member.pk != reader.pk])
    return _("%(kind)s with %(name)s") % {"kind": kind, "name": led} if led else kind


def _status(session: Session) -> str:
    if hasattr(session, "cancellation"):
        return "CANCELLED"
    return "CONFIRMED" if hasattr(session, "confirmation") else "TENTATIVE"


def _told_at(session: Session, method: Method) -> datetime:
    """Return when the entry was so; what takes back one member's place is of now."""
    if method == "CANCEL" and not hasattr(session, "cancellation"):
        return now().replace(microsecond=0).astimezone(UTC)
    return _last_changed(session)


def _last_changed(session: Session) -> datetime:
    """Return when the session was made, confirmed, moved or cancelled last: the same text until it changes again."""
    at = [session.made_at, *(move.at for move in session.moves.all())]
    at += [getattr(session, state).at for state in ("confirmation", "cancellation") if hasattr(session, state)]
    return max(at).replace(microsecond=0).astimezone(UTC)


def _invited(session: Session, reader: Member) -> list[Member]:
    """Return whom the entry names by address: the two or three who meet once it is booked, else only its reader."""
    if is_joined(session):
        return [reader]
    everybody = [participation.member for participation in session.participations.all()]
    return everybody if hasattr(session, "confirmation") and reader in everybody else [reader]


def _address(email: str, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    for name, value in parameters.items():
        address.params[name] = vText(value)
    return address
