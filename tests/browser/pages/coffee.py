"""Coffee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from tests.browser import met
from tests.browser.pages.page import Page

from peerloop.coffee.links import mail_link
from peerloop.coffee.models import Introduction

if TYPE_CHECKING:
    from peerloop.people.models import Member


def from_the_mail(alice: Member, bo: Member, charlie: Member) -> str:
    met.coffees(alice, bo, charlie)
    return mail_link(Introduction.objects.get(), alice, "acceptance").removeprefix(settings.PEERLOOP_URL)


PAGES = [
    Page("coffee-new", "alice", "/coffee"),
    Page("coffee", "alice", met.coffees),
    Page("coffee-from-the-mail", None, from_the_mail),
    Page("coffee-rounds", "organiser", met.coffee_rounds),
]
