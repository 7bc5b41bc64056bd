"""Two reviewers at once, a new version while one reads, two who write, a yes taken back while it is published.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.library.actions import (
    add_author,
    agree,
    answer_interview,
    ask_for_interview,
    ask_for_review,
    begin_resource,
    dispute,
    give_verdict,
    judge,
    make_collection,
    publish,
    put_into,
    take_consent_back,
    withdraw_resource,
    write_version,
)
from peerloop.library.models import (
    Collection,
    Consent,
    Dispute,
    Item,
    Publication,
    Resource,
    Review,
    Usefulness,
    Verdict,
    Version,
)
from peerloop.library.rules.states import score
from peerloop.people.actions import join

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLIENTS = 20


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(MONDAY):
                return act()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def member(name: str) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


@pytest.fixture
def alice() -> Member:
    return member("Alice")


@pytest.fixture
def draft(alice: Member) -> Resource:
    return begin_resource(by=alice, kind="tip", title="Reading a flame graph", text="Wide is slow.")


def reviews(draft: Resource, alice: Member, count: int) -> list[Review]:
    return [ask_for_review(draft, member(f"Peer {number}"), by=alice) for number in range(count)]


def test_of_two_reviewers_at_once_both_are_heard_and_it_is_published_once(draft: Resource, alice: Member) -> None:
    asked = reviews(draft, alice, 2)
    acts = [lambda one=one: give_verdict(one, by=one.reviewer, number=1, says="ready") for one in asked]
    at_once([*acts, *acts])
    assert (Verdict.objects.count(), Entry.objects.filter(verb="review.answered").count()) == (2, 2)
    at_once([lambda: publish(draft, by=alice)] * 10)
    assert (Publication.objects.count(), Entry.objects.filter(verb="resource.published").count()) == (1, 1)


def test_one_finds_it_ready_while_the_other_wants_changes(draft: Resource, alice: Member) -> None:
    first, second = reviews(draft, alice, 2)
    at_once([
        lambda: give_verdict(first, by=first.reviewer, number=1, says="ready"),
        lambda: give_verdict(second, by=second.reviewer, number=1, says="changes", word="What is wide?"),
    ])  # fmt: skip
    with pytest.raises(ValidationError, match="asked for changes"):
        publish(draft, by=alice)


def test_nothing_is_published_that_no_peer_has_read(draft: Resource, alice: Member) -> None:
    """The author writes a new version in the very moment in which the peer finds the old one ready."""
    [review] = reviews(draft, alice, 1)
    at_once([
        lambda: give_verdict(review, by=review.reviewer, number=1, says="ready"),
        lambda: write_version(draft, by=alice, based_on=1, title="Reading a flame graph", text="Narrow is slow."),
        lambda: publish(draft, by=alice),
    ])  # fmt: skip
    read = set(Verdict.objects.filter(says="ready").values_list("review__version", flat=True))
    given = set(Publication.objects.values_list("version", flat=True))
    assert given <= read
    newest = Version.objects.latest("number")
    if newest.pk not in read:
        with pytest.raises(ValidationError):
            publish(draft, by=alice)


def test_of_many_who_write_at_once_one_is_first(draft: Resource, alice: Member) -> None:
    people = [member(f"Author {number}") for number in range(8)]
    for one in people:
        add_author(draft, one, by=alice)
    at_once([
        lambda one=one: write_version(draft, by=one, based_on=1, title="Flame graphs", text=f"By {one.name}")
        for one in people
    ])  # fmt: skip
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_published_and_unagreed_at_once_is_never_public_without_the_yes(alice: Member) -> None:
    guest = member("Guest")
    for number in range(5):
        asked = ask_for_interview(by=alice, guest=guest, title=f"Talk {number}")
        answer_interview(asked, by=guest, yes=True)
        made = asked.resource
        write_version(made, by=alice, based_on=1, title=f"Talk {number}", url="https://example.org/talk")
        review = ask_for_review(made, member(f"Peer {number}"), by=alice)
        give_verdict(review, by=review.reviewer, number=2, says="ready")
        agree(made, by=guest)
        at_once([lambda made=made: publish(made, by=alice), lambda made=made: take_consent_back(made, by=guest)])
        assert (Resource.objects.get(pk=made.pk).public, Consent.objects.count()) == (False, 0)


def test_a_crowd_judges_doubts_and_withdraws_and_each_counts_once(draft: Resource, alice: Member) -> None:
    [review] = reviews(draft, alice, 1)
    give_verdict(review, by=review.reviewer, number=1, says="ready")
    publish(draft, by=alice)
    crowd = [member(f"Member {number}") for number in range(CLIENTS)]
    at_once([lambda by=by: judge(draft, by=by, how="very", word="Good") for by in crowd])
    at_once([lambda: dispute(draft, by=crowd[0], reason="It is not so")] * 10)
    assert (Usefulness.objects.count(), Dispute.objects.count()) == (CLIENTS, 1)
    assert Resource.objects.get().score == score(CLIENTS, 0, 0, 0)
    at_once([lambda: withdraw_resource(draft, by=alice, word="Old")] * 10)
    assert Entry.objects.filter(verb="resource.withdrawn").count() == 1


def test_a_double_click_is_one_resource_one_collection_and_one_place_in_it(draft: Resource, alice: Member) -> None:
    uid = "0b8f7c7e-7d4c-4b1f-9d3e-1f1f6f0a9b11"
    at_once([lambda: begin_resource(by=alice, kind="tip", title="Twice", uid=uid)] * 10)
    at_once([lambda: make_collection(by=alice, title="Twice", uid=uid)] * 10)
    [review] = reviews(draft, alice, 1)
    give_verdict(review, by=review.reviewer, number=1, says="ready")
    publish(draft, by=alice)
    at_once([lambda: put_into(Collection.objects.get(), draft, by=alice)] * 10)
    twice = Resource.objects.filter(versions__title="Twice")
    assert (twice.count(), Collection.objects.count(), Item.objects.count()) == (1, 1, 1)
