"""The time for answering is over: tell what may be told, once, and delete what was said."""

from __future__ import annotations

from collections import Counter
from random import SystemRandom
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import opened
from peerloop.live.models import CheckIn, Opinion, Pool
from peerloop.live.pooling import FEWEST_ASKED, SMALLEST, told, told_texts
from peerloop.live.rules import closes_at, judges, leaders, signed

if TYPE_CHECKING:
    from peerloop.schedule.models import Session


@transaction.atomic
def close_opinions(session: Session) -> Pool | None:
    """Pool the opinions and return what is told of them; a second time changes nothing.

    Who was here is deleted with them. None before the close, where two met (what they said is theirs), and where
    nobody was asked.
    """
    session = opened(session)
    if now() < closes_at(session):
        return None
    CheckIn.objects.filter(session=session).delete()
    if there := Pool.objects.filter(session=session).first():
        return there
    asked = judges(session)
    if signed(session) or len(asked) < FEWEST_ASKED:
        return None
    said = list(Opinion.objects.filter(session=session, member__in=asked))
    pool = Pool.objects.create(
        session=session,
        enough=len(said) >= SMALLEST,
        worth=told(Counter(one.worth for one in said), len(asked)),
        usable=told(Counter(one.usable for one in said), len(asked)),
        texts=told_texts([one.text for one in said if one.text], SystemRandom()),
    )
    Opinion.objects.filter(session=session).delete()
    record("opinions.pooled", actor=None, subject=session, about=leaders(session))
    return pool
