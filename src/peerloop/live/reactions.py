"""What happens below that changes what is held here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import reacts_to
from peerloop.live.actions import begin_talk, deal_anew, follow_in_talk, follow_who_takes_part
from peerloop.live.models import CheckIn, Clock
from peerloop.live.queries import left_out
from peerloop.live.rules import closes_at
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("session.moved", "session.cancelled")
def begin_anew(entry: Entry) -> None:
    """Nobody is here yet at the new hour, and its clock has not begun."""
    CheckIn.objects.filter(session=entry.subject).delete()
    Clock.objects.filter(session=entry.subject).delete()


@reacts_to("session.left", "session.displaced")
def free_roles(entry: Entry) -> None:
    """Somebody else can have the role of who does not come."""
    roles, check_ins = left_out(Session(pk=entry.subject))
    roles.update(member=None)
    check_ins.delete()


@reacts_to("session.joined", "session.promoted")
def share_roles(entry: Entry) -> None:
    """Who comes later has a role, too, and its turns."""
    deal_anew(entry.subject)


@reacts_to("session.joined", "session.promoted", "session.left", "session.displaced")
def share_files(entry: Entry) -> None:
    """Who joins may have the files, who leaves no longer."""
    follow_who_takes_part(Session.objects.get(pk=entry.subject))


@reacts_to("session.announced")
def talk(entry: Entry) -> None:
    """Whoever comes can say something to the others before and after."""
    begin_talk(Session.objects.get(pk=entry.subject))


@reacts_to("session.joined", "session.promoted", "session.left", "session.displaced")
def sit_in_talk(entry: Entry) -> None:
    """Who takes part reads and writes there, nobody else."""
    follow_in_talk(Session.objects.get(pk=entry.subject))


@reacts_to("session.recorded")
def ask_until(entry: Entry) -> None:
    """The session took place: what is said of it is pooled three days later."""
    session = Session.objects.get(pk=entry.subject)
    enqueue("live.close", {"session": session.pk}, due_at=closes_at(session), slot=str(session.pk))
