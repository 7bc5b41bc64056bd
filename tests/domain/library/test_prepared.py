"""What the library's pages ask in prepared queries is what the guards say: for every reader, and at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Model
from tests.domain.library.conftest import again

from peerloop.kit.prepared import filled, prepared
from peerloop.library.actions import (
    answer_interview,
    ask_for_interview,
    ask_for_review,
    begin_resource,
    dispute,
    judge,
    make_collection,
    put_into,
    withdraw_resource,
)
from peerloop.library.queries import listed, today
from peerloop.people.actions import block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.kit.prepared import Prepared
    from peerloop.library.models import Resource
    from peerloop.people.models import Member

    Questions = Iterator[tuple[Prepared[Any, Any], Any, Any]]


def asked_by(reader: Member, resource: Resource) -> Questions:
    """Every prepared query of the library's lists, with what a page would give it."""
    ids = filled([resource.pk])
    for which in ("all", "mine", "review", "agree"):
        for kind in (None, "tip", "interview"):
            yield listed._page, (reader, kind, None), {"which": which, "at_most": 9, "beyond": 0}
            yield listed._some, (reader, kind, resource.skill_id, ids), {"which": which}
    yield listed._say, (ids,), {}
    yield listed._newest, (ids,), {}
    yield listed._collections, (reader,), {"at_most": 6, "beyond": 0}
    yield listed._some_collections, (reader, ids), {}
    for waiting in (today._reviewed, today._agreed, today._answered):
        yield waiting, (reader,), {}


def test_every_page_asks_what_the_guards_say(
    published: Resource, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    draft = begin_resource(by=bo, kind="tip", title="Less is more", text="Take one thing away.")
    ask_for_review(draft, charlie, by=bo)
    answer_interview(ask_for_interview(by=bo, guest=charlie, title="How it all began"), by=charlie, yes=True)
    ask_for_interview(by=bo, guest=charlie, title="How it went on")
    put_into(make_collection(by=alice, title="To begin with"), published, by=alice)
    judge(published, by=bo, how="very", word="I found the slow loop in a minute.")
    dispute(published, by=dana, reason="Wide is not always slow.")
    new: dict[Prepared[Any, Any], Prepared[Any, Any]] = {}

    def all_agree() -> None:
        for reader in (alice, bo, charlie, dana):
            for resource in (again(published), again(draft)):
                for query, args, kwargs in asked_by(reader, resource):
                    ask_anew = new.setdefault(query, prepared(query.build))
                    plainly = told(query.build(*args, **kwargs))
                    assert told(query(*args, **kwargs)) == told(ask_anew(*args, **kwargs)) == plainly, query.__name__
                    assert told(ask_anew(*args, **kwargs)) == plainly, query.__name__
                    assert None not in ask_anew.plans.values(), query.__name__

    all_agree()
    assert titles(charlie) == ["Reading a flame graph"]
    assert today.waiting_for(charlie) == {"reviews": 1, "agree": 1, "interviews": 1}
    block(charlie, alice)
    all_agree()
    assert titles(charlie) == []
    assert listed.collections(charlie, at_most=6) == []
    block(bo, charlie)
    all_agree()
    assert today.waiting_for(charlie) == {"reviews": 0, "agree": 1, "interviews": 0}
    withdraw_resource(published, by=alice, word="It is old.")
    all_agree()
    assert titles(dana) == []
    assert [(one.title, one.count) for one in listed.collections(dana, at_most=6)] == [("To begin with", 0)]  # type: ignore[attr-defined]


def titles(reader: Member) -> list[str]:
    return [row.shown.title for row in listed.listed(reader, at_most=9)]


def told(rows: Any) -> list[Any]:
    """Rows with all that was read of them, for two of the same number count as equal."""
    return [{**vars(row), "_state": None} if isinstance(row, Model) else row for row in rows]
