"""What the library's pages ask in prepared queries is what the guards say: for every reader, and at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.domain.library.conftest import again
from tests.prepared import AskedAnew

from peerloop.kit.prepared import filled
from peerloop.library.actions import (
    answer_interview,
    ask_for_interview,
    ask_for_review,
    begin_resource,
    bring_check,
    comment,
    dispute,
    judge,
    make_collection,
    put_into,
    take_along,
    withdraw_resource,
)
from peerloop.library.queries import listed, parts, today, useful
from peerloop.library.queries.page import page
from peerloop.loops.actions import begin_loop
from peerloop.people.actions import block
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prepared import Call

    from peerloop.library.models import Resource
    from peerloop.people.models import Member


def lists(reader: Member, resource: Resource) -> Iterator[Call]:
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


def pages(reader: Member, resource: Resource) -> Iterator[Call]:
    """Every prepared query of a resource's page."""
    yield parts.resource_on_page, (reader, resource.pk), {}
    for theirs in (
        parts.asked_of, parts.disputes, parts.checks, parts.judgements, parts.judged, parts.spots, parts.open_loops,
        parts.shelves, parts.session,
    ):  # fmt: skip
        yield theirs, (reader, resource), {}
    for its in (parts.people, parts.newest, parts.interview, parts.contact):
        yield its, (resource,), {}
    yield useful.closed_by, ((resource.pk,),), {}


@pytest.fixture
def asked(bo: Member, charlie: Member) -> Resource:
    """Bo has asked Charlie to look at a tip and for two interviews, of which Charlie has agreed to one."""
    made = begin_resource(by=bo, kind="tip", title="Less is more", text="Take one thing away.")
    ask_for_review(made, charlie, by=bo)
    answer_interview(ask_for_interview(by=bo, guest=charlie, title="How it all began"), by=charlie, yes=True)
    ask_for_interview(by=bo, guest=charlie, title="How it went on")
    return made


@pytest.fixture
def much_read(published: Resource, alice: Member, bo: Member, charlie: Member, dana: Member) -> Resource:
    """What Alice has published stands on a shelf; it was judged, doubted, checked, commented on and learned with."""
    put_into(make_collection(by=alice, title="To begin with"), published, by=alice)
    judge(published, by=bo, how="very", word="I found the slow loop in a minute.")
    judge(published, by=charlie, how="partly", word="I had to read it twice.")
    dispute(published, by=dana, reason="Wide is not always slow.")
    bring_check(published, by=bo, url="https://example.org/flames", says="supports")
    comment(published, by=bo, text="Here I was lost.", quote="Wide is slow.")
    take_along(published, begin_loop(by=charlie, skill=propose_skill("Performance", by=None)), by=charlie)
    return again(published)


def test_every_page_asks_what_the_guards_say(
    much_read: Resource, asked: Resource, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    anew = AskedAnew()

    def all_agree() -> None:
        for reader in (alice, bo, charlie, dana):
            for resource in (again(much_read), again(asked)):
                anew.agrees(lists(reader, resource))
                anew.agrees(pages(reader, resource))

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
    withdraw_resource(much_read, by=alice, word="It is old.")
    all_agree()
    assert titles(dana) == []
    assert [(one.title, one.count) for one in listed.collections(dana, at_most=6)] == [("To begin with", 0)]  # type: ignore[attr-defined]


def test_a_page_is_gone_at_the_next_look_and_the_words_of_whom_a_block_keeps_apart(
    much_read: Resource, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    def seen(reader: Member) -> list[str] | None:
        found = page(reader, much_read.pk)
        if found is None:
            return None
        by = [*(one.member for one in found.judgements), *(one.by for one in (*found.disputes, *found.checks))]
        return sorted(one.name for one in (*by, *(spot.post.by for spot in found.spots)) if one)

    assert (seen(dana), seen(charlie)) == (["Bo", "Bo", "Bo", "Charlie", "Dana"], ["Bo", "Bo", "Bo", "Dana"])
    block(bo, dana)
    assert (seen(dana), seen(charlie)) == (["Charlie", "Dana"], ["Bo", "Bo", "Bo", "Dana"])
    block(charlie, alice)
    assert (seen(charlie), seen(alice)) == (None, ["Bo", "Bo", "Bo", "Dana"])
    withdraw_resource(much_read, by=alice, word="It is old.")
    assert (seen(dana), seen(bo)) == (None, None)


def titles(reader: Member) -> list[str]:
    return [row.shown.title for row in listed.listed(reader, at_most=9)]
