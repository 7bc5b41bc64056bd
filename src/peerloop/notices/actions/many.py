"""Tell very many of one thing: by the worker, in transactions of a few hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db.models import F

from peerloop.journal.models import Entry
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.notices.actions.telling import tell
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Spread

if TYPE_CHECKING:
    from peerloop.notices.message import Kind

AT_ONCE = 200
"""To so many an action's own transaction writes; more are told by the worker, so many in each of its transactions."""
log = structlog.get_logger()


def tell_all(entry: Entry, kind: Kind) -> None:
    """Tell whoever the entry concerns, here and now or, where they are very many, by and by."""
    readers = list(dict.fromkeys(kind.to(entry)))
    if len(readers) > AT_ONCE:
        spread = Spread.objects.create(entry=entry.pk, kind=kind.code, total=len(readers), made_at=now())
        enqueue("notices.spread", {"spread": spread.pk, "after": 0})
    elif readers:
        tell(entry, kind, readers)


def spread_on(spread: Spread, *, after: int) -> None:
    """Tell the next few hundred in the order of their ids, and ask for the rest; in the job's transaction."""
    entry, kind = Entry.objects.get(pk=spread.entry), KINDS.get(spread.kind)
    left = sorted(pk for pk in set(kind.to(entry)) if pk > after) if kind else []
    some = left[:AT_ONCE]
    if kind and some:
        tell(entry, kind, some)
        Spread.objects.filter(pk=spread.pk).update(done=F("done") + len(some))
    if len(left) > len(some):
        enqueue("notices.spread", {"spread": spread.pk, "after": some[-1]})
    else:
        Spread.objects.filter(pk=spread.pk).update(finished_at=now())
    log.info("notices.spread", kind=spread.kind, told=spread.done + len(some), of=spread.total)
