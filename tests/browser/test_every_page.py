"""What holds on every page: axe finds nothing, nothing overflows, every word can be translated, nothing is fetched
from elsewhere. With PEERLOOP_SCREENSHOTS=1 the pages also leave their pictures in build/screenshots."""

from __future__ import annotations

import inspect
import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.db import models
from tests.browser.pages import PAGES
from tests.browser.pseudo import CODE, unbracketed

from peerloop.kit.markdown import rendered

if TYPE_CHECKING:
    import playwright.sync_api as playwright
    from tests.browser.pages import Page

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
WORDS = Path(__file__).with_name("words.js").read_text()
NARROWEST, WIDEST = 360, 1600
COLOURS = ["color-contrast", "link-in-text-block"]
OURS = {"Peerloop"}
TIME = re.compile(r"^[\d:]+ +(?=\S)")  # before what is said then: a page shows it apart
ZONES = available_timezones() | {zone.replace("_", " ") for zone in available_timezones()}


@pytest.mark.parametrize("entry", PAGES, ids=[entry.name for entry in PAGES])
def test_page(entry: Page, request: pytest.FixtureRequest, page_of, witness, axe, both_themes, wide, phone) -> None:
    address = entry.address if isinstance(entry.address, str) else entry.address(**asked_for(entry.address, request))
    reader = request.getfixturevalue(entry.reader) if entry.reader else None
    page = page_of(reader, viewport=wide)
    witness.expected.add(entry.status)

    assert page.goto(address).status == entry.status
    for size in (wide, phone):
        page.set_viewport_size(size)
        for theme in both_themes(page):
            axe(page, *([COLOURS] if theme == "dark" else []))
            keep_picture(page, f"{entry.name}-{size['width']}-{theme}")
    for width in (NARROWEST, WIDEST):
        assert overflow(page, width) == []

    page.context.add_cookies([{"name": "django_language", "value": CODE, "url": page.url}])
    page.goto(address)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert untranslatable(page) == []
    assert overflow(page, NARROWEST) == []
    keep_picture(page, f"{entry.name}-{NARROWEST}-rtl")


def asked_for(make: object, request: pytest.FixtureRequest) -> dict[str, object]:
    """Return the fixtures that a function names as its parameters."""
    return {name: request.getfixturevalue(name) for name in inspect.signature(make).parameters}


def keep_picture(page: playwright.Page, name: str) -> None:
    if os.environ.get("PEERLOOP_SCREENSHOTS"):
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def overflow(page: playwright.Page, width: int) -> list[str]:
    """Return what sticks out of a window of this width, so that one would have to scroll sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter(part => {
            const box = part.getBoundingClientRect(); return box.right > innerWidth + 1 || box.left < -1
        }).map(part => part.outerHTML.slice(0, 120)).slice(-3).concat('page is ' +
        document.documentElement.scrollWidth + ' px wide')"""
    )


def untranslatable(page: playwright.Page) -> list[str]:
    """Return the words on the page that gettext never saw and that are nobody's data either."""
    known = sorted(people_wrote() | ZONES | OURS, key=len, reverse=True)
    data = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in known), re.IGNORECASE)
    return [text for text in page.evaluate(WORDS) if re.search(r"[^\W\d_]", data.sub(" ", unbracketed(text)))]


def people_wrote() -> set[str]:
    """Return every text that stands in the database, and its pieces as they are shown where it has marks."""
    texts: set[str] = set()
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        if fields:
            texts.update(text for row in model._default_manager.values_list(*fields) for text in row if text)
    texts |= {unescape(piece) for text in texts for piece in re.split(r"<[^>]*>|@", rendered(text))}
    lines = {line.strip() for text in texts for line in text.splitlines() if line.strip()}
    return lines | {TIME.sub("", line) for line in lines}
