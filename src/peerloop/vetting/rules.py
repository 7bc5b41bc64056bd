"""Who may be a peer, when a remark may be made, and when a practice lesson is one that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean, listed
from peerloop.people.rules import blocked, reports_to
from peerloop.schedule.models import Participation
from peerloop.schedule.queries import weeks_full
from peerloop.vetting.models import LONGEST_WORDS, Remark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.schedule.models import Invitation, Session
    from peerloop.vetting.models import TeachBack

    State = Literal["planned", "held", "vetted", "cancelled"]

PEERS = 2
CRITERIA = ("goal", "steps", "checks", "time")


def may_listen(peer: Member, teacher: Member) -> bool:
    """Whether the member may be one of the two: neither leads the other, anywhere in the line."""
    return not (peer == teacher or blocked(peer, teacher) or reports_to(peer, teacher) or reports_to(teacher, peer))


def two_peers(peers: Sequence[Member], teacher: Member) -> None:
    """Refuse other than two who may listen; raises ``ValidationError`` on "peers"."""
    if len({peer.pk for peer in peers}) != PEERS or len(peers) != PEERS:
        raise ValidationError({"peers": _("It takes two peers: one who knows the subject, and one who does not.")})
    for peer in peers:
        one_peer(peer, teacher)


def one_peer(peer: Member, teacher: Member) -> None:
    """Refuse who may not listen; raises ``ValidationError`` on "peers"."""
    if not may_listen(peer, teacher):
        words = _("Please ask somebody else than %(name)s: peers do not lead one another.")
        raise ValidationError({"peers": words % {"name": peer.name}})


def weeks_free(peers: Sequence[Member], session: Session) -> None:
    """Refuse where it would overrun the weekly hours of one of them; raises ``ValidationError`` on "anyway"."""
    if full := weeks_full(peers, session):
        words = _("The hours for learning in that week are full for: %(names)s. Ask somebody else, or at another hour.")
        raise ValidationError({"anyway": words % {"names": listed([one.name for one in full])}})


def asked_to_know(invitations: Iterable[Invitation], here: Collection[int]) -> int | None:
    """Return who is the peer who knows the subject: the first asked, or who was asked instead of them.

    ``here``: who takes part. Who said no, or left, gives the place to who was asked next; the first two have one each.
    """
    places: list[Invitation] = []
    for one in sorted(invitations, key=lambda one: one.pk):
        if len(places) < PEERS:
            places.append(one)
            continue
        gone = (at for at, two in enumerate(places) if two.answer and two.member_id not in here)
        place = next(gone, None)
        if place is not None:
            places[place] = one
    return places[0].member_id if places else None


def peers_of(session: Session) -> list[Member]:
    """Return who listens; the session's participations are at hand."""
    return [one.member for one in session.participations.all() if one.part != Participation.Part.TEACHER]


def state(teach_back: TeachBack, *, now: datetime) -> State:
    """Return how it stands; its session's states and whether it vetted the offer are at hand."""
    if hasattr(teach_back, "vetted"):
        return "vetted"
    if hasattr(teach_back.session, "cancellation"):
        return "cancelled"
    return "held" if teach_back.session.starts_at <= now else "planned"


def marked(said: Mapping[str, object]) -> dict[str, int]:
    """Return the marks as they are stored; raises ``ValidationError`` by field for one that is missing."""
    wrong = {name: _("Please choose one of the three.") for name in CRITERIA if said.get(name) not in Remark.Mark}
    if wrong:
        raise ValidationError(wrong)
    return {name: int(str(said[name])) for name in CRITERIA}


def worded(worked: str, change: str, *, ready: bool) -> dict[str, str]:
    """Return both as they are stored; raises ``ValidationError`` by field, also where a "not yet" has no reason."""
    kept = {"worked": clean(worked), "change": clean(change)}
    if not kept["worked"]:
        raise ValidationError({"worked": _("Say one thing that worked, and where. The teacher keeps it.")})
    if not ready and not kept["change"]:
        raise ValidationError({"change": _("Say what is to be changed, so that it is ready the next time.")})
    for name, text in kept.items():
        if len(text) > LONGEST_WORDS:
            raise ValidationError({name: _("Please keep it to %(most)s characters.") % {"most": LONGEST_WORDS}})
    return kept
