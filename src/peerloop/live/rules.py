"""Who leads, when it is on, and what may be said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from peerloop.formats.shape import EXPERT
from peerloop.kit.text import clean
from peerloop.live.pooling import FEWEST_ASKED
from peerloop.people.rules import require
from peerloop.schedule.models import Participation
from peerloop.schedule.rules import is_joined

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.live.models import Agenda, Clock, Draft, Material
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

EARLY, OVERTIME = timedelta(minutes=10), timedelta(hours=1)
PATIENCE = timedelta(minutes=5)
"""After how many minutes somebody who is not there yet is missed."""
GRACE = timedelta(minutes=2)
"""How long after the other has come, at least."""
OPEN_FOR = timedelta(days=3)
"""How long one may say what a session was worth."""


class Overtaken(ValidationError):
    """Somebody else was quicker; what stands now is shown."""


def taking_part(session: Session, member: Member) -> None:
    """Refuse who takes no part."""
    require(member.is_active and member.pk in {one.member_id for one in session.participations.all()})


def leaders(session: Session) -> list[int]:
    """Return who leads: those who teach where others join them, else all whom it was made for."""
    parts = sorted(session.participations.all(), key=lambda one: one.pk)
    everybody = not is_joined(session)
    return [one.member_id for one in parts if everybody or one.part == Participation.Part.TEACHER]


def leads(session: Session, member: Member) -> bool:
    """Whether the member may lead through the agenda; the session's participations are at hand."""
    return member.is_active and member.pk in leaders(session)


def as_leader(session: Session, by: Member) -> None:
    """Refuse who does not lead."""
    require(leads(session, by))


def judges(session: Session) -> list[int]:
    """Return who is asked what it was worth to them: both of two, else all who take part and do not teach."""
    parts = session.participations.all()
    return [one.member_id for one in parts if len(parts) == 2 or one.part != Participation.Part.TEACHER]


def signed(session: Session) -> bool:
    """Whether two met, so that what they say of it is between them."""
    return len(session.participations.all()) == 2


def is_asked(session: Session, member: Member) -> bool:
    """Whether the member is asked; nobody is where there would never be anything to tell of so few."""
    asked = judges(session)
    return member.pk in asked and (signed(session) or len(asked) >= FEWEST_ASKED)


def may_remove(material: Material, session: Session, member: Member) -> bool:
    """Whether the member may take a link away: who has put it there, and who leads; a draft, each of its two."""
    mine = material.by_id == member.pk or leads(session, member)
    return member.is_active and (mine or (hasattr(material, "draft") and member.pk in two_of(material.draft)))


def two_of(draft: Draft) -> set[int]:
    """Return the ids of those between whom a draft is."""
    return {pk for pk in (draft.guest_id, draft.interviewer_id) if pk}


def answers_from(agenda: Agenda | None) -> int | None:
    """Return the place of the step from which on the expert answers; None where nobody is kept silent.

    The agenda's roles and steps are at hand.
    """
    if agenda is None or not any(role.code == EXPERT for role in agenda.roles.all()):
        return None
    return next((step.place for step in agenda.steps.all() if step.who == EXPERT), None)


def debated_first(agenda: Agenda | None, clock: Clock | None) -> None:
    """Refuse to answer what the others are to debate before the expert says a word."""
    opens = answers_from(agenda)
    if agenda is None or opens is None or (clock and (clock.ended_at or clock.place >= opens)):
        return
    step = next(step for step in agenda.steps.all() if step.place == opens)
    words = _("The others debate it first; it is answered from the step “%(step)s” on.")
    raise ValidationError(words % {"step": step.title})


def stands(session: Session) -> None:
    """Refuse where the hour is not booked, or cancelled."""
    if hasattr(session, "cancellation"):
        raise ValidationError(_("This session is cancelled."))
    if not hasattr(session, "confirmation"):
        raise ValidationError(_("This session is not booked yet."))


def still_to_come(session: Session, *, now: datetime) -> None:
    """Refuse where the session is over."""
    stands(session)
    if session.ends_at <= now:
        raise ValidationError(_("This session is over."))


def on(session: Session, *, now: datetime) -> None:
    """Refuse before ten minutes ahead of it, and an hour after its end."""
    has_begun(session, now=now)
    if now >= session.ends_at + OVERTIME:
        raise ValidationError(_("This session is over."))


def has_begun(session: Session, *, now: datetime) -> None:
    """Refuse before ten minutes ahead of it."""
    stands(session)
    if now < session.starts_at - EARLY:
        raise ValidationError(_("It begins later; ten minutes before, this opens."))


def over(session: Session, *, now: datetime) -> None:
    """Refuse while it has not ended."""
    stands(session)
    if now < session.ends_at:
        raise ValidationError(_("This opens when the session is over."))


def closes_at(session: Session) -> datetime:
    """Return when the time for saying what it was worth is over."""
    return session.ends_at + OPEN_FOR


def missed_from(session: Session, came: datetime) -> datetime:
    """Return from when the other of two counts as missing; ``came``: when the one who is here did."""
    return max(session.starts_at + PATIENCE, came + GRACE)


def code_of(session: Session) -> str:
    """Return the four digits that are shown in the room; others after a move."""
    made = salted_hmac("peerloop.live.code", f"{session.uid} {session.starts_at.timestamp()}", algorithm="sha256")
    return f"{int(made.hexdigest(), 16) % 10_000:04}"


def right_code(session: Session, said: str) -> None:
    """Refuse another code than the one shown in the room."""
    if not constant_time_compare("".join(said.split()), code_of(session)):
        raise ValidationError({"code": _("This is not the code shown in the room. It has four digits.")})


def words(text: str, *, field: str, most: int) -> str:
    """Return the text as it is stored; raises ``ValidationError`` on ``field`` for none, or too much of it."""
    kept = clean(text.replace("\r\n", "\n"))
    if not kept:
        raise ValidationError({field: _("Please write something.")})
    return short(kept, field=field, most=most)


def short(text: str, *, field: str, most: int) -> str:
    """Return the text as it is stored; raises ``ValidationError`` on ``field`` for too much of it."""
    kept = clean(text.replace("\r\n", "\n"))
    if len(kept) > most:
        raise ValidationError({field: _("Please keep it to %(most)s characters.") % {"most": most}})
    return kept


def web_address(url: str) -> str:
    """Return the address; raises ``ValidationError`` on "url" for one that leads nowhere on the web."""
    kept = clean(url)
    try:
        parts = urlsplit(kept)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"https", "http"} or not parts.hostname or len(kept) > 500:
        raise ValidationError({"url": _("Please give a whole web address; it begins with https://.")})
    return kept
