"""What pages ask in prepared queries is what the guards say: for every reader, and the moment that a block falls."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peerloop.coffee.queries import seen as coffee
from peerloop.kit.prepared import filled, prepared
from peerloop.loops import queries as loops
from peerloop.matchmaking.actions import ask
from peerloop.matchmaking.queries import rings, seen, stretch, suggested, suggestions_for
from peerloop.people import queries as people
from peerloop.people.actions import avoid, block
from peerloop.schedule import queries as schedule
from peerloop.skills.queries import naming, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerloop.kit.prepared import Prepared
    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member
    from peerloop.skills.models import Need


def asked_by(reader: Member, request: Request, monday: datetime) -> Iterator[tuple[Prepared[Any, Any], Any, Any]]:
    """Every prepared query of the pages, with what a page would give it."""
    later, of, session = monday + timedelta(days=28), (request.learner, request.teacher), request.session
    yield loops.waiting_loops, (reader,), {}
    yield people.on_page, (reader, request.teacher.pk), {}
    yield people.some_on_page, (reader, tuple(one.pk for one in of)), {}
    yield schedule.hours, (reader, monday, later), {}
    yield schedule.parts, (session,), {}
    yield schedule._busy, ((reader.pk, request.teacher.pk), monday, later), {}
    yield seen._own, (reader, request.need.pk), {}
    yield seen.underway, (request.need,), {}
    yield seen.first_to_answer, (reader, monday), {"at_most": 3}
    yield suggested._able, (request.learner, request.need), {"level": 1, "at_most": 51}
    yield suggested.refused, (reader, request.need), {}
    for said in (suggested.earlier, suggested.other_side, suggested.shortfalls):
        yield said, (request.need,), {}
    yield stretch.open_stretches, (reader, stretch.season_of(monday.date())[0]), {}
    yield rings.open_rings_for, (reader, request.need, monday), {}
    yield schedule.granted, (filled([reader.pk]), monday.date(), later.date()), {}
    yield coffee.to_answer, (reader, later), {}
    yield suggested._held, (reader, request.need), {}
    yield suggested.best_suggestions, (reader,), {}
    yield naming._keyed, (("rust",),), {}
    yield naming._meant, ("rust",), {}
    yield shown.best_helpers, (reader, request.skill), {"at_most": 5}
    yield shown.helping, (reader, (request.skill.pk,)), {}
    yield shown.skills_on_page, (reader, (request.skill.pk,)), {}
    yield shown.offered_by, (reader, (request.teacher.pk,)), {}
    yield shown.newest_in_reach, (reader,), {"at_most": 3}
    yield shown.waiting, (reader,), {}
    for owner in of:
        for query in (shown.needs_on_page, shown._offers, shown._words):
            yield query, (reader, owner), {}


def test_every_page_asks_what_the_guards_say(
    need: Need, alice: Member, bo: Member, charlie: Member, dana: Member, monday: datetime
) -> None:
    request = ask(need, teacher=bo, starts_at=suggestions_for(need)[0].starts_at, by=alice)

    new: dict[Prepared[Any, Any], Prepared[Any, Any]] = {}

    def all_agree() -> None:
        for reader in (alice, bo, charlie, dana):
            for query, args, kwargs in asked_by(reader, request, monday):
                ask_anew = new.setdefault(query, prepared(query.build))
                plainly = list(query.build(*args, **kwargs))
                assert query(*args, **kwargs) == ask_anew(*args, **kwargs) == plainly, query.__name__
                assert ask_anew(*args, **kwargs) == plainly, query.__name__
                assert None not in ask_anew.plans.values(), query.__name__

    all_agree()
    assert people.on_page(alice, bo.pk) == [bo]
    assert schedule.hours(alice, monday, monday + timedelta(days=28)) == [request.session]
    avoid(charlie, bo)
    block(bo, alice)
    all_agree()
    assert people.on_page(alice, bo.pk) == people.on_page(bo, alice.pk) == []
    assert schedule.hours(alice, monday, monday + timedelta(days=28)) == []
