"""Who the stories are about, and what every test runs with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from tests.outside import certificate, site
from tests.post import post, post_office, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member

    MakeMember = Callable[..., Member]
    ClientOf = Callable[[Member], Client]

__all__ = ["certificate", "post", "post_office", "site", "work"]  # fixtures that live next door


def pytest_configure() -> None:
    """Spare the tests what only matters outside: slow hashes, collected static files, a cache on disk."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no fault of the code
    hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file on one core, but share out the walk over all pages: it is longer than all the rest."""
    for number, item in enumerate(items):
        part = f"-{number % 8}" if item.path.name == "test_every_page.py" else ""
        item.add_marker(pytest.mark.xdist_group(f"{item.path}{part}"))


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """No test feels another one's rate limits."""
    yield
    cache.clear()


@pytest.fixture
def make_member(db: None) -> MakeMember:
    """Make a member: ``make_member("Alice", roles=["organiser"], time_zone="Asia/Tokyo", password=...)``."""
    from peerloop.people.actions import grant_role, join

    def make(name: str = "Alice", *, roles: tuple[str, ...] | list[str] = (), password: str = "", **profile: Any):
        profile.setdefault("email", f"{name.lower().replace(' ', '.')}@example.org")
        member = join(name=name, **profile)
        for role in roles:
            grant_role(member, role, by=None)
        if password:
            member.set_password(password)
            member.save(update_fields=["password"])
        return member

    return make


@pytest.fixture
def dana(make_member: MakeMember) -> Member:
    """Alice's manager."""
    return make_member("Dana")


@pytest.fixture
def alice(make_member: MakeMember, dana: Member) -> Member:
    """A learner, reporting to Dana."""
    return make_member("Alice", manager=dana)


@pytest.fixture
def bo(make_member: MakeMember) -> Member:
    """A teacher."""
    return make_member("Bo")


@pytest.fixture
def charlie(make_member: MakeMember) -> Member:
    """Somebody who has nothing to do with it."""
    return make_member("Charlie")


@pytest.fixture
def facilitator(make_member: MakeMember) -> Member:
    return make_member("Fay", roles=["facilitator"])


@pytest.fixture
def organiser(make_member: MakeMember) -> Member:
    return make_member("Olga", roles=["organiser"])


@pytest.fixture
def analyst(make_member: MakeMember) -> Member:
    return make_member("Ann", roles=["analyst"])


@pytest.fixture
def moderator(make_member: MakeMember) -> Member:
    return make_member("Mo", roles=["moderator"])


@pytest.fixture
def administrator(make_member: MakeMember) -> Member:
    return make_member("Ada", roles=["administrator"])


@pytest.fixture
def client_of(db: None) -> ClientOf:
    """Return a browser in which the member is signed in."""

    def client(member: Member) -> Client:
        browser = Client()
        browser.force_login(member)
        return browser

    return client
