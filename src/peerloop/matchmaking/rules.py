"""Who may do what to a request and a pairing, and what stands in the way, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.clock import now
from peerloop.kit.text import clean

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.matchmaking.models import Note, Pairing, Request
    from peerloop.people.models import Member

LINE_LENGTH = 280
FEW = 5
FAR = timedelta(days=3 * 366)


class NotPossible(ValidationError):
    """What was asked for cannot be; the message says why and what to do instead."""


class BadLine(NotPossible):
    """The line of text cannot be sent as it is."""


class NotToAsk(NotPossible):
    """This person is not to be asked about this."""


class SeatTaken(NotPossible):
    """All places with this teacher are taken just now."""


class HourTaken(NotPossible):
    """The hour is no longer free for both; ``instead`` is the next one that is, or None."""

    def __init__(self, message: str, *, instead: datetime | None) -> None:
        super().__init__(message)
        self.instead = instead


class AlreadyAsked(NotPossible):
    """An open request for this need is on its way: ``request``."""

    def __init__(self, message: str, *, request: Request) -> None:
        super().__init__(message)
        self.request = request


class RequestOver(NotPossible):
    """The request has been answered, withdrawn or has expired."""


class PairingOver(NotPossible):
    """The pairing has ended."""


class RingOver(NotPossible):
    """Everybody has said yes to the ring, or somebody could not, or its time has passed."""


class NoteChanged(NotPossible):
    """The note is no longer what was changed: ``note`` is it as it stands."""

    def __init__(self, message: str, *, note: Note) -> None:
        super().__init__(message)
        self.note = note


def is_open(request: Request) -> bool:
    """Whether the request still waits for its answer."""
    return not hasattr(request, "outcome") and now() < request.expires_at


def is_running(pairing: Pairing) -> bool:
    """Whether the pairing has not ended."""
    return not hasattr(pairing, "ending")


def may_answer(member: Member, request: Request) -> bool:
    """Whether it is this member who is asked."""
    return member.pk == request.teacher_id and member.departed_at is None


def may_withdraw(member: Member, request: Request) -> bool:
    """Whether it is this member who asked."""
    return member.pk == request.learner_id


def takes_part(member: Member, pairing: Pairing) -> bool:
    """Whether the member is one of the two."""
    return member.pk in {pairing.learner_id, pairing.teacher_id}


def must(holds: bool) -> None:  # noqa: FBT001
    """Raise ``PermissionDenied`` unless ``holds``."""
    if not holds:
        raise PermissionDenied


def must_be_open(request: Request) -> None:
    """Raise ``RequestOver`` with the words for how it ended."""
    if not is_open(request):
        raise RequestOver(_over_words(request))


def must_run(pairing: Pairing) -> None:
    """Raise ``PairingOver`` where it has ended."""
    if not is_running(pairing):
        raise PairingOver(_("This pairing has already ended."))


def line(text: str, field: str = "text") -> str:
    """Return a line to somebody, cleaned, or raise ``BadLine`` under the field's name where it is too long."""
    kept = " ".join(clean(text).split())
    over = len(kept) - LINE_LENGTH
    if over > 0:
        words = ngettext("That is %(over)s letter too long.", "That is %(over)s letters too long.", over)
        raise BadLine({field: [words % {"over": over}]})
    return kept


def a_line(text: str) -> str:
    """Return a line that must say something, or raise ``BadLine`` under "text"."""
    kept = line(text)
    if not kept:
        raise BadLine({"text": [_("A few words are enough, but it takes some.")]})
    return kept


def a_page(text: str, most: int = 4_000) -> str:
    """Return lines that must say something, or raise ``BadLine`` under "text"."""
    kept = clean(text.replace("\r\n", "\n"))
    if not kept:
        raise BadLine({"text": [_("A few words are enough, but it takes some.")]})
    over = len(kept) - most
    if over > 0:
        words = ngettext("That is %(over)s letter too long.", "That is %(over)s letters too long.", over)
        raise BadLine({"text": [words % {"over": over}]})
    return kept


def a_day(day: date | None, member: Member) -> date | None:
    """Return a day to come, as the member's calendar counts, or raise ``BadLine`` under "day"."""
    if day is None:
        return None
    today = now().astimezone(ZoneInfo(member.time_zone)).date()
    if day < today:
        raise BadLine({"day": [_("This day is over. Please choose one that is still to come.")]})
    if day > today + FAR:
        raise BadLine({"day": [_("Please choose a day within the next three years.")]})
    return day


def told(people: int) -> int:
    """Return a count of people as readers may have it: one to four are never told apart and become -1."""
    return -1 if 0 < people < FEW else people


def _over_words(request: Request) -> str:
    if not hasattr(request, "outcome"):
        return _("This request has expired; the hour is free again.")
    return {
        "accepted": _("This request has been accepted already."),
        "declined": _("This request has been answered already: it is not possible this time."),
        "withdrawn": _("This request has been withdrawn."),
        "expired": _("This request has expired; the hour is free again."),
    }[request.outcome.kind]
