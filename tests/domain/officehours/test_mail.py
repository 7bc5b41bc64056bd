"""A word when it is nearly one's turn, and nothing in it of what anybody asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.officehours.actions import answer_together, call_next, close_ended, come
from peerloop.officehours.models import Joint
from peerloop.officehours.queries import dates_of
from peerloop.series.actions import skip_days

if TYPE_CHECKING:
    from peerloop.people.models import Member

SAME = "How do lifetimes work in Rust?"


def subjects(post, member: Member) -> list[str]:
    return [letter["Subject"] for letter in post.to(member)]


def everything(post) -> str:
    return "\n".join(part.get_content() for one in post.letters for part in one.walk() if not part.is_multipart())


def test_nearly_and_then_called(hour, today, comes, alice, charlie, dana, bo, post, work) -> None:
    for member in (alice, charlie, dana):
        comes(member, f"A secret of {member.name}")
    call_next(hour, today, by=bo, seen=0)
    work()
    assert subjects(post, alice) == ["It is your turn with Bo"]
    assert subjects(post, charlie) == ["It is nearly your turn with Bo"]
    assert subjects(post, dana) == subjects(post, bo) == []
    assert "secret" not in everything(post)


def test_what_is_no_longer_so_is_not_sent(hour, today, comes, alice, charlie, bo, post, work) -> None:
    comes(alice)
    comes(charlie)
    queue = call_next(hour, today, by=bo, seen=0)
    call_next(hour, today, by=bo, seen=queue.seen)
    work()
    assert subjects(post, alice) == []
    assert subjects(post, charlie) == ["It is your turn with Bo"]


def test_each_of_two_is_asked_alone(today, comes, alice, charlie, post, work) -> None:
    comes(alice, SAME)
    comes(charlie, SAME)
    work()
    for member, other in ((alice, "Charlie"), (charlie, "Alice")):
        assert subjects(post, member) == ["Come in together with somebody?"]
        letter = post.to(member)[0].get_body(("plain",)).get_content()
        assert (other in letter, SAME in letter) == (False, False)
    post.letters.clear()
    for member in (alice, charlie):
        answer_together(Joint.objects.get(), by=member, yes=True)
    work()
    assert subjects(post, alice) == ["You come in with Charlie"]
    assert subjects(post, charlie) == ["You come in with Alice"]
    assert SAME not in everything(post)


def test_not_reached_and_called_off(hour, today, comes, alice, charlie, bo, clock, post, work) -> None:
    comes(alice)
    later = dates_of(hour)[1]
    come(hour, later, by=charlie, text="For next week")
    clock.shift(timedelta(minutes=76))
    close_ended()
    skip_days(hour.series, by=bo, first=later.local_date, last=later.local_date)
    work()
    assert subjects(post, alice) == ["Not reached this time: Bo"]
    assert subjects(post, charlie) == ["Cancelled: office hour with Bo, Tuesday 10 March, 13:00"]
