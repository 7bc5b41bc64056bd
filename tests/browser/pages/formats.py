"""Formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.formats.actions import copy_format
from peerloop.formats.shipped import SHIPPED

if TYPE_CHECKING:
    from peerloop.formats.models import OwnFormat
    from peerloop.people.models import Member


def own(organiser: Member) -> OwnFormat:
    return copy_format(SHIPPED["reciprocal"], by=organiser)


def own_list(organiser: Member) -> str:
    own(organiser)
    return "/formats"


def own_page(organiser: Member) -> str:
    return f"/formats/own-{own(organiser).pk}"


def change_page(organiser: Member) -> str:
    return f"/formats/own-{own(organiser).pk}/change"


PAGES = [
    Page("formats", "alice", "/formats"),
    Page("format", "alice", "/formats/seminar"),
    Page("formats-own", "organiser", own_list),
    Page("format-own", "organiser", own_page),
    Page("format-change", "organiser", change_page),
]
