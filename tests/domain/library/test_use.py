"""What becomes of it: how useful it was, what is doubted, where it helped, and words at a place in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.library.conftest import MONDAY, again, reviewed

from peerloop.discussion.models import Post
from peerloop.discussion.rules import TooOften
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.library.actions import (
    begin_resource,
    bring_check,
    comment,
    dispute,
    judge,
    leave_behind,
    remove_check,
    resolve,
    take_along,
    take_judgement_back,
)
from peerloop.library.models import Check, Dispute, Resolution, Resource, Spot, Usefulness
from peerloop.library.queries.seen import checks_seen_by, disputes_seen_by, judgements_seen_by
from peerloop.library.queries.useful import closed_with
from peerloop.library.rules.states import score
from peerloop.loops.actions import begin_loop, reflect, say_applied, say_gain
from peerloop.people.actions import block
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def test_how_useful_in_a_written_word_and_not_of_ones_own(
    published: Resource, alice: Member, bo: Member, charlie: Member
) -> None:
    with pytest.raises(ValidationError, match="in a few words"):
        judge(published, by=bo, how="very", word=" . ")
    judge(published, by=bo, how="very", word="I found the slow loop in a minute.")
    judge(published, by=bo, how="partly", word="On second thoughts.")
    judge(published, by=charlie, how="not", word="I use another tool.")
    assert list(judgements_seen_by(alice).order_by("pk").values_list("how", "word")) == [
        ("partly", "On second thoughts."), ("not", "I use another tool."),
    ]  # fmt: skip
    assert again(published).score == score(0, 1, 1, 0)
    take_judgement_back(published, by=charlie)
    assert again(published).score == score(0, 1, 0, 0)
    with pytest.raises(PermissionDenied):
        judge(published, by=alice, how="very", word="Mine is the best.")
    block(alice, bo)
    assert list(judgements_seen_by(alice)) == []


counts = st.integers(0, 50)


@given(counts, counts, counts, counts)
def test_a_good_word_never_lowers_and_a_bad_one_never_raises(very: int, partly: int, useless: int, closed: int) -> None:
    now = score(very, partly, useless, closed)
    assert 0 <= now <= 1
    assert score(very + 1, partly, useless, closed) >= now >= score(very, partly, useless + 1, closed)
    assert score(very, partly, useless, closed + 1) >= now


def test_what_helped_to_close_loops_counts_in_fives_and_names_nobody(
    published: Resource, make_member: MakeMember
) -> None:
    skill = propose_skill("Performance", by=None)
    before = again(published).score
    for number in range(5):
        learner = make_member(f"Learner {number}")
        loop = begin_loop(by=learner, skill=skill)
        take_along(published, loop, by=learner)
        take_along(published, loop, by=learner)
        say_gain(loop, by=learner, gain="I see it", intention="Try it", by_when=MONDAY.date() + timedelta(days=2))
        say_applied(loop, by=learner, text="I did")
        assert again(published).score == before
        reflect(loop, by=learner, text="Wide is slow")
    assert (closed_with([published.pk]), again(published).score) == ({published.pk: 5}, score(0, 0, 0, 5))
    leave_behind(published, loop, by=learner)
    assert again(published).score == before
    with pytest.raises(PermissionDenied):
        take_along(published, loop, by=make_member("Somebody"))


def test_doubted_with_the_reason_and_settled_by_who_doubted_or_a_moderator(
    published: Resource, alice: Member, bo: Member, charlie: Member, moderator: Member
) -> None:
    with pytest.raises(ValidationError) as refused:
        dispute(published, by=charlie, reason="")
    assert list(refused.value.message_dict) == ["reason"]
    doubt = dispute(published, by=charlie, reason="Wide need not be slow: it may wait for the disk.")
    assert dispute(published, by=charlie, reason="Again") == doubt
    for one in (alice, bo):
        with pytest.raises(PermissionDenied):
            resolve(doubt, by=one, word="It is fine.")
    resolve(doubt, by=charlie, word="Alice has added a line about waiting.")
    resolve(doubt, by=moderator, word="Once more")
    assert list(Resolution.objects.values_list("word", flat=True)) == ["Alice has added a line about waiting."]
    assert list(disputes_seen_by(bo)) == [doubt]
    second = dispute(published, by=bo, reason="What is a plateau?")
    assert resolve(second, by=moderator, word="It is said in the text now.").by == moderator
    assert [sorted(one.about) for one in Entry.objects.filter(verb="resource.disputed")] == [[alice.pk]] * 2
    block(charlie, dana := make_other(alice))
    assert list(disputes_seen_by(dana)) == [second]


def make_other(alice: Member) -> Member:
    """Alice's manager, who reads along."""
    assert alice.manager is not None
    return alice.manager


def test_links_to_check_it_with(published: Resource, alice: Member, bo: Member, charlie: Member) -> None:
    first = bring_check(published, by=bo, url="https://example.org/paper", says="against", word="Figure 3")
    assert bring_check(published, by=charlie, url=" https://example.org/paper ", says="more") == first
    for wrong in ({"url": "javascript:alert(1)"}, {"says": "proves"}):
        with pytest.raises(ValidationError):
            bring_check(published, by=bo, **{"url": "https://example.org/x", "says": "more", **wrong})
    with pytest.raises(PermissionDenied):
        remove_check(first, by=charlie)
    remove_check(first, by=alice)
    assert list(checks_seen_by(bo)) == []
    for number in range(30):
        Check.objects.create(resource=published, by=bo, url=f"https://example.org/{number}", says="more")
    with pytest.raises(TooOften):
        bring_check(published, by=bo, url="https://example.org/one-more", says="more")


def test_a_word_at_a_second_and_at_a_line(published: Resource, alice: Member, bo: Member, charlie: Member) -> None:
    first = comment(published, by=bo, text="Here it is said too fast.", second=250)
    second = comment(published, by=charlie, text="All of them?", quote="Look at  the plateaus.")
    comment(published, by=charlie, text="Thank you!")
    spots = [(one.post, one.second, one.quote) for one in Spot.objects.order_by("pk")]
    assert spots == [(first, 250, ""), (second, None, "Look at the plateaus.")]
    assert (Post.objects.filter(thread=published.thread).count(), published.thread.open_to_all) == (3, True)
    for wrong in ({"second": -1}, {"second": 10**6}, {"quote": "words that stand nowhere"}, {"text": ""}):
        with pytest.raises(ValidationError):
            comment(published, by=bo, **{"text": "Really?", **wrong})
    assert [sorted(one.about) for one in Entry.objects.filter(verb="resource.commented")] == [[alice.pk]] * 3


def test_a_draft_is_neither_judged_nor_doubted_nor_talked_about(draft: Resource, alice: Member, bo: Member) -> None:
    for act in (
        lambda: judge(draft, by=bo, how="very", word="Good"),
        lambda: dispute(draft, by=bo, reason="No"),
        lambda: comment(draft, by=alice, text="Hello"),
        lambda: bring_check(draft, by=alice, url="https://example.org", says="more"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert (Usefulness.objects.count(), Dispute.objects.count()) == (0, 0)


def test_the_most_useful_stands_first(published: Resource, alice: Member, bo: Member, charlie: Member) -> None:
    from peerloop.library.queries.listed import listed

    other = reviewed(begin_resource(by=bo, kind="tip", title="Use a profiler", text="Any"), bo, charlie)
    with clock.at(MONDAY + timedelta(days=1)):
        judge(other, by=alice, how="very", word="Yes")
        judge(published, by=charlie, how="not", word="No")
    assert [one.resource for one in listed(charlie, at_most=9)] == [other, published]
    judge(other, by=charlie, how="not", word="Not any more")
    judge(published, by=charlie, how="very", word="Now I see")
    assert [one.resource for one in listed(charlie, at_most=9)] == [published, other]
