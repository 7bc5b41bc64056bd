"""The library: a draft is its authors' and the reviewer's; shelves are everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import EVERYBODY, OWNER, TWO
from tests.access.samples.library import a_draft_under_review

from peerloop.discussion.actions import open_thread, say, seat
from peerloop.kit.clock import now
from peerloop.library.actions import ask_for_interview, make_collection
from peerloop.library.models import (
    Check,
    Dispute,
    GuestContact,
    Resolution,
    Spot,
    Usefulness,
    Withdrawal,
)

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "library.Version.title": TWO,
    "library.Version.text": TWO,
    "library.Version.url": TWO,
    "library.Version.sources": TWO,
    "library.Version.terms": TWO,
    "library.Version.transcript": TWO,
    "library.Version.chapters": TWO,
    "library.Verdict.word": TWO,
    "library.Withdrawal.word": OWNER,
    "library.GuestContact.contact": OWNER,
    "library.Usefulness.word": TWO,
    "library.Dispute.reason": TWO,
    "library.Resolution.word": TWO,
    "library.Check.url": TWO,
    "library.Check.word": TWO,
    "library.Spot.quote": TWO,
    "library.Interview.questions": TWO,
    "library.Collection.title": EVERYBODY,
    "library.Collection.about": EVERYBODY,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner writes a draft, which the other reviews; everything that can be said of one is said of it."""
    review = a_draft_under_review(owner, pair, answered=True)
    version, resource = review.version, review.version.resource
    resource.current, resource.thread = version, open_thread(by=None)
    resource.save()
    seat(resource.thread, [owner, pair], by=None)
    post = say(resource.thread, by=pair, text="Here")
    Spot.objects.create(resource=resource, post=post, quote="Words")
    Withdrawal.objects.create(resource=resource, by=owner, word="Gone")
    GuestContact.objects.create(resource=resource, contact="At the door", agreed_on=now().date())
    Usefulness.objects.create(resource=resource, member=pair, how="very", word="Yes")
    Resolution.objects.create(
        dispute=Dispute.objects.create(version=version, by=pair, reason="No"), by=pair, word="Settled"
    )
    Check.objects.create(resource=resource, by=pair, url="https://example.org/c", says="more", word="There")
    interview = ask_for_interview(by=owner, guest=pair, title="A talk")
    shelf = make_collection(by=owner, title="A shelf", about="A line")
    return {"resources": [resource.pk, interview.resource_id], "collections": [shelf.pk], "reviews": [review.pk]}
