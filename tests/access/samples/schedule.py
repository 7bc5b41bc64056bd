"""Sessions and calendar addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.matchmaking import a_pairing_of
from tests.access.samples.registry import an_hour, sample

from peerloop.kit.tokens import sign
from peerloop.schedule.actions import announce_session, invite, make_feed
from peerloop.schedule.links import PURPOSE

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

BEARER = {"feed.see"}
ONE_ACTS = {"session-link.redeem"}


def a_gathering(by: Member, **said: Any) -> Session:
    """Somebody announces a session for everybody, or what is said."""
    at = an_hour()
    return announce_session(
        kind="workshop",
        title="Knots",
        about="Bring a rope",
        by=by,
        local_date=at.date(),
        local_time=at.time(),
        zone="UTC",
        minutes=30,
        place="Room 4",
        link="https://meet.example.org/x",
        **said,
    )


@sample("session")
def a_session(owner: Member, other: Member) -> dict[str, Any]:
    """The two meet."""
    return {"pk": a_pairing_of(owner, other).sessions.get().pk}


@sample("gathering")
def an_open_session(owner: Member, other: Member) -> dict[str, Any]:
    """The owner leads it, and everybody may join."""
    return {"pk": a_gathering(owner).pk, "post": {"said": "yes"}}


@sample("session-link")
def a_link(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say that they come."""
    session = a_gathering(other, audience="invited")
    invite(session, [owner], by=other, anyway=True)
    return {"token": sign(PURPOSE, session=session.pk, member=owner.pk, answer="yes")}


@sample("feed")
def a_feed(owner: Member, other: Member) -> dict[str, Any]:
    """The owner's private calendar address."""
    return {"secret": make_feed(owner)}
