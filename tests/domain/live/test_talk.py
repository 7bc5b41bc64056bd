"""Under a session that colleagues join, those who take part talk to one another."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.discussion.actions import hide, say
from peerloop.discussion.queries import posts_seen_by
from peerloop.kit.clock import now
from peerloop.live.actions import begin_talk
from peerloop.live.queries import talk_of, talks_among
from peerloop.schedule.actions import announce_session, join_session, leave_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@pytest.fixture
def workshop(bo: Member) -> Session:
    return announce_session(
        kind="workshop", title="Reading plans", by=bo, local_date=now().date() + timedelta(days=7),
        local_time=time(10), zone="UTC", minutes=60, link="https://meet.example.org/x",
    )  # fmt: skip


def test_who_takes_part_talks_who_leaves_does_not_and_who_looks_on_reads_nothing(workshop, alice, bo, charlie) -> None:
    assert talk_of(workshop, alice) is None
    join_session(workshop, by=alice)
    thread = talk_of(workshop, alice)
    said = say(thread, by=alice, text="What should I bring, @Bo?")
    assert list(said.mentions.all()) == [bo]
    assert list(posts_seen_by(bo)) == [said]
    assert (talk_of(workshop, charlie), list(posts_seen_by(charlie))) == (None, [])
    leave_session(workshop, by=alice)
    assert (talk_of(workshop, alice), list(posts_seen_by(alice))) == (None, [])
    assert list(posts_seen_by(bo)) == [said]
    with pytest.raises(PermissionDenied):
        say(thread, by=alice, text="One more thing")


def test_who_leads_looks_after_it(workshop, alice, bo) -> None:
    join_session(workshop, by=alice)
    post = say(talk_of(workshop, alice), by=alice, text="Buy my old desk")
    hide(post, by=bo, reason="Not about this")
    assert talks_among(alice, [post.thread_id]) == {post.thread_id: workshop}
    assert begin_talk(workshop).thread_id == post.thread_id


def test_the_sessions_page_holds_the_thread_for_those_who_come(
    workshop, alice, bo, charlie, client_of: Callable[[Member], Client]
) -> None:
    join_session(workshop, by=alice)
    page = f"/sessions/{workshop.pk}"
    answer = client_of(alice).post(f"/threads/{talk_of(workshop, alice).pk}/posts", {"text": "Hello", "back": page})
    assert answer["Location"].startswith(f"{page}#post-")
    assert "<p>Hello</p>" in client_of(bo).get(page).text
    assert 'class="thread' not in client_of(charlie).get(page).text
    assert f'<a href="{page}">Reading plans</a>' in client_of(bo).get(f"/threads/{talk_of(workshop, bo).pk}").text
