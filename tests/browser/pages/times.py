"""Finding an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.calendars.models import Busy
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def an_hour(alice: Member, bo: Member, make_member: MakeMember) -> str:
    """Five people in four zones, one of them taken elsewhere."""
    people = [bo] + [make_member(name, time_zone=zone) for name, zone in (
        ("Lena Okafor", "Africa/Lagos"), ("Kofi Mensah", "Africa/Accra"), ("Priya Nair", "Asia/Kolkata"))]  # fmt: skip
    Busy.objects.create(member=bo, starts_at=now(), ends_at=now() + timedelta(hours=30))
    return "/times?" + "&".join(f"with={member.pk}" for member in people)


PAGES = [Page("times-new", "alice", "/times"), Page("times", "alice", an_hour)]
