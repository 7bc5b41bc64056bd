"""Ten thousand members with offers and needs, bulk-loaded; and a learner whose pages are measured, and a colleague of
whom much is asked.

Run as a module in a process of its own: ``python -m benchmarks.house.company`` prints the session keys, the pages to
ask for and how many queries each takes, as JSON.
"""

from __future__ import annotations

import csv
import io
import json
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerloop.people.models import Member

MEMBERS = 10_000
SKILLS = [f"Skill {number}" for number in range(120)]
ZONES = ("Europe/Lisbon", "Europe/Berlin", "Asia/Kolkata", "America/New_York")
SEED, PEERS = 7, 60
ASKED = "Today, with cards"
"""The page of the colleague of whom much is asked; all others are the learner's."""


def rows() -> bytes:
    """Return the file of people: teams of ten, a manager each, two offers and a need."""
    chance = Random(SEED)
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(("email", "name", "team", "manager_email", "time_zone", "languages", "hired_on", "offers", "needs"))
    for number in range(MEMBERS):
        team, lead = divmod(number, 10)
        manager = f"m{team * 10}@example.org" if lead else ("m0@example.org" if number else "")
        offers = ";".join(f"{skill}:{chance.randint(3, 5)}" for skill in chance.sample(SKILLS, 2))
        wish = chance.choice(SKILLS)
        lines.writerow((
            f"m{number}@example.org", f"Member {number}", f"Team {team}", manager, chance.choice(ZONES), "en",
            "2024-01-15", offers, "" if wish in offers else wish,
        ))  # fmt: skip
    return text.getvalue().encode()


def load() -> dict[str, Any]:
    """Load the company and return what the benchmark asks for."""
    from django.conf import settings
    from django.core.management import call_command
    from django.urls import reverse

    from benchmarks.house.library import ask, fill
    from peerloop.intake.actions import apply_import
    from peerloop.people.models import Member

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    apply_import(rows(), "people.csv", complete=False, by=None)
    learner, asked = (Member.objects.get(email=f"m{number}@example.org") for number in (4242, 4253))
    peers = [f"m{team * 10 + 7}@example.org" for team in range(PEERS)]  # one of a team, and nobody's manager
    people = list(Member.objects.filter(email__in=peers).order_by("pk"))
    fill(people)
    ask(asked, people[-3:])
    pages = pages_of(learner) | {ASKED: reverse("today:today")}
    whose = {name: asked if name == ASKED else learner for name in pages}
    return {
        "sessions": {name: session_of(member, settings.AUTHENTICATION_BACKENDS[0]) for name, member in whose.items()},
        "bare session": session_of(learner, "django.contrib.auth.backends.ModelBackend"),
        "pages": pages,
        "queries": {name: queries_of(member, pages[name]) for name, member in whose.items()},
    }


def session_of(member: Member, backend: str) -> str:
    """Sign the member in and return the session's key."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(member, backend=backend)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def pages_of(learner: Member) -> dict[str, str]:
    """Return the measured pages by name, with what makes them full: a need, suggestions, public needs of others."""
    from django.urls import reverse

    from peerloop.library.models import Resource
    from peerloop.people.models import Member
    from peerloop.skills.actions import confirm_offer, find_skill, want
    from peerloop.skills.models import Level, Need, Offer

    for offer in Offer.objects.filter(member=learner):
        confirm_offer(offer, by=learner)
    skill = find_skill("Skill 11")
    if skill is None:
        raise LookupError("the company was not loaded")
    need = Need.objects.filter(member=learner, skill=skill).first() or want(
        learner, skill=skill, level=Level.ALONE, pace="any", text="", visibility="matching"
    )
    other = Member.objects.exclude(pk=learner.pk).order_by("pk")[100]
    return {
        "Today": reverse("today:today"),
        "Find": reverse("find:find") + "?q=skill",
        "Member": reverse("members:member", args=[other.pk]),
        "Suggestions": reverse("matchmaking:suggestions", args=[need.pk]),
        "Library": reverse("library:library"),
        "Resource": reverse("library:resource", args=[Resource.objects.order_by("-score", "-pk")[0].pk]),
    }


def queries_of(member: Member, path: str) -> int:
    """Count the queries of a page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(member)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers={"host": "127.0.0.1"})
    return len(queries)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(load()))
