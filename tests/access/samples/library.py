"""Resources, interviews and collections."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.live import lived_through
from tests.access.samples.registry import sample

from peerloop.library.actions import (
    answer_interview,
    ask_for_interview,
    ask_for_review,
    begin_resource,
    bring_check,
    dispute,
    give_verdict,
    make_collection,
    publish,
)
from peerloop.people.actions import join

if TYPE_CHECKING:
    from peerloop.library.models import Resource, Review
    from peerloop.people.models import Member

_number = count()
NOT_TO_ONESELF = {"resource.judge"}


def a_draft_under_review(owner: Member, other: Member, *, answered: bool = False) -> Review:
    """The owner has asked the other to review a draft of theirs."""
    made = begin_resource(by=owner, kind="tip", title=f"Draft {next(_number)}", text="Words", url="https://example.org")
    review = ask_for_review(made, other, by=owner)
    if answered:
        give_verdict(review, by=other, number=1, says="ready", word="Good")
    return review


def published(owner: Member) -> Resource:
    """Something of the owner's that everybody reads."""
    number = next(_number)
    peer = join(name=f"Peer {number}", email=f"peer{number}@example.org")
    made = begin_resource(by=owner, kind="tip", title=f"Tip {number}", text="Words")
    give_verdict(ask_for_review(made, peer, by=owner), by=peer, number=1, says="ready")
    publish(made, by=owner)
    return made


@sample("resource", "resource.withdraw", "resource.judge", "resource.use")
def a_resource(owner: Member, other: Member) -> dict[str, Any]:
    """Published by the owner."""
    return {"pk": published(owner).pk, "number": 1}


@sample("resource.change")
def a_draft(owner: Member, other: Member) -> dict[str, Any]:
    """A draft of the owner's."""
    return {"pk": begin_resource(by=owner, kind="video", title=f"Draft {next(_number)}").pk}


@sample("resource.agree")
def a_draft_to_agree_to(owner: Member, other: Member) -> dict[str, Any]:
    """The other has interviewed the owner."""
    asked = ask_for_interview(by=other, guest=owner, title=f"Talk {next(_number)}")
    answer_interview(asked, by=owner, yes=True)
    return {"pk": asked.resource_id}


@sample("resource.file")
def a_session_with_notes(owner: Member, other: Member) -> dict[str, Any]:
    """The two have met and kept notes."""
    return {"pk": lived_through(owner, other).pk, "post": {"what": "notes"}}


@sample("dispute")
def a_dispute(owner: Member, other: Member) -> dict[str, Any]:
    """The owner doubts what the other has published."""
    return {"pk": dispute(published(other), by=owner, reason="It is not so.").pk, "post": {"word": "Settled."}}


@sample("check")
def a_check(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has brought a link to check with what the other has published."""
    return {"pk": bring_check(published(other), by=owner, url="https://example.org/c", says="more").pk}


@sample("review")
def a_review(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked to review a draft of the other's."""
    return {"pk": a_draft_under_review(other, owner).pk}


@sample("recorded-interview.see", "recorded-interview.lead")
def an_interview(owner: Member, other: Member) -> dict[str, Any]:
    """The owner would like to interview the other."""
    return {"pk": ask_for_interview(by=owner, guest=other, title=f"Talk {next(_number)}").pk}


@sample("recorded-interview.answer")
def an_interview_asked_for(owner: Member, other: Member) -> dict[str, Any]:
    """The other would like to interview the owner."""
    return {"pk": ask_for_interview(by=other, guest=owner, title=f"Talk {next(_number)}").pk}


@sample("collection")
def a_collection(owner: Member, other: Member) -> dict[str, Any]:
    """A shelf of the owner's."""
    return {"pk": make_collection(by=owner, title=f"Shelf {next(_number)}").pk}
