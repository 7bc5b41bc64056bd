"""Office hours, visits, and two who are asked to come in together."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample
from tests.access.samples.series import some_terms

from peerloop.officehours.actions import come, offer_hour
from peerloop.officehours.models import Joint
from peerloop.officehours.queries import dates_of
from peerloop.people.actions import join

if TYPE_CHECKING:
    from peerloop.officehours.models import OfficeHour, Visit
    from peerloop.people.models import Member

_hosts = count()


def an_office_hour(host: Member) -> OfficeHour:
    """The host is there four times."""
    return offer_hour(by=host, terms=some_terms("Ask me"), slot=10)[0]


def a_visit_of(visitor: Member, host: Member, text: str = "How does one?") -> Visit:
    """The visitor waits for the next date."""
    hour = an_office_hour(host)
    return come(hour, dates_of(hour)[0], by=visitor, text=text)


@sample("office-hour")
def an_hour_of(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is the host, and the other waits."""
    return {"pk": a_visit_of(other, owner).hour_id}


@sample("visit.make")
def an_hour_to_come_to(owner: Member, other: Member) -> dict[str, Any]:
    """The other is the host, and the owner may come."""
    return {"pk": an_office_hour(other).pk}


@sample("visit")
def a_visit(owner: Member, other: Member) -> dict[str, Any]:
    """The owner waits for the other."""
    return {"pk": a_visit_of(owner, other).pk}


@sample("joint")
def a_joint(owner: Member, other: Member) -> dict[str, Any]:
    """The two wait for a third with the same question."""
    number = next(_hosts)
    hour = an_office_hour(join(name=f"Host {number}", email=f"host.{number}@example.org"))
    for one in (owner, other):
        come(hour, dates_of(hour)[0], by=one, text="How do lifetimes work in Rust?")
    return {"pk": Joint.objects.get(one__hour=hour).pk}
