"""A real browser before a real server: `page_of(alice).goto("/")`. What goes wrong in a window fails its test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of our queries

from django.conf import settings
from django.test import Client, TransactionTestCase
from playwright.sync_api import expect, sync_playwright
from tests.browser.house import forget, running
from tests.browser.rows import delete_all
from tests.browser.watch import Witness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

    from peerloop.people.models import Member

    PageOf = Callable[..., Page]

HERE = Path(__file__).parent
AXE = (HERE / "vendor" / "axe.min.js").read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = (HERE / "ask_axe.js").read_text()
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage",
         "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 10_000  # milliseconds that anything on a page may take


def pytest_configure(config: pytest.Config) -> None:
    expect.set_options(timeout=SECONDS)
    config.addinivalue_line("markers", "browser: drives Chromium before a real server process")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def _quick_clearing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", delete_all)
        yield


@pytest.fixture(autouse=True)
def _real_rows(transactional_db: None) -> None:
    """The server sees what the test has written."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's own data folder."""
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="session")
def _server(django_db_setup: None, data: Path) -> Iterator[str]:
    with running(data) as address:
        yield address


@pytest.fixture
def server(_server: str, data: Path) -> str:
    """The address of a server that has no memory of other tests."""
    forget(data)
    return _server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("No Chromium found. Install it, e.g. with: apt-get install chromium")
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield window
        window.close()


@pytest.fixture
def witness(server: str) -> Witness:
    """What went wrong in this test's windows, and what they asked for."""
    return Witness(server)


@pytest.fixture
def page_of(server: str, browser: Browser, witness: Witness) -> Iterator[PageOf]:
    """Open a window: ``page_of(alice)`` signed in, ``page_of(None)`` a visitor's.

    Further arguments are those of Playwright's ``new_context``: ``viewport=phone``, ``color_scheme="dark"``,
    ``java_script_enabled=False``, ``timezone_id=…``. Addresses are the server's own: ``page.goto("/find")``.
    """
    contexts = []

    def open_page(member: Member | None, **options: Any) -> Page:
        context = browser.new_context(**{"base_url": server, "reduced_motion": "reduce", **options})
        context.set_default_timeout(SECONDS)
        contexts.append(context)
        witness.follow(context)
        if member is not None:
            known = Client()
            known.force_login(member)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": known.cookies[name].value, "url": server}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert witness.wrong == []


@pytest.fixture
def wide() -> ViewportSize:
    """A desk."""
    return {"width": 1280, "height": 900}


@pytest.fixture
def phone() -> ViewportSize:
    """A hand."""
    return {"width": 390, "height": 844}


@pytest.fixture
def both_themes() -> Callable[[Page], Iterator[str]]:
    """Show a page in the light and then in the dark: ``for theme in both_themes(page): …``."""

    def themes(page: Page) -> Iterator[str]:
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            yield theme

    return themes


@pytest.fixture
def axe() -> Callable[..., None]:
    """Say that everybody can use the page as it stands now: axe finds nothing.

    ``axe(page, ["color-contrast"])`` asks after this alone.
    """

    def check(page: Page, standards: list[str] = STANDARDS) -> None:
        if not page.evaluate("!!window.axe"):
            page.evaluate(AXE)
        assert page.evaluate(ASK_AXE, standards) == []

    return check
