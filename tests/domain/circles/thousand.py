"""A company of a thousand people, brought as a file through the import, as an organiser would."""

from __future__ import annotations

import csv
import io
from random import Random

from peerloop.demo.trade import SIZES, SKILLS, WIDELY_WANTED
from peerloop.intake.actions import apply_import
from peerloop.kit.clock import now
from peerloop.skills.models import Offer, Skill

ZONES = ("Europe/Lisbon", "Europe/Berlin", "Africa/Accra", "Asia/Kolkata", "America/New_York")
COLUMNS = ("email", "name", "team", "manager_email", "time_zone", "weekly_hours", "capacity", "offers", "needs")
TEAM = 25


def a_thousand() -> list[Skill]:
    """Import them, let each offer stand, and return what is widely wanted."""
    apply_import(_file(), "thousand.csv", complete=False, by=None)
    Offer.objects.filter(confirmed_at=None).update(confirmed_at=now())
    return list(Skill.objects.filter(name__in=WIDELY_WANTED))


def _file() -> bytes:
    chance, text = Random(7), io.StringIO()
    lines = csv.DictWriter(text, COLUMNS)
    lines.writeheader()
    trades = sorted(SIZES)
    for number in range(1000):
        team = number // TEAM
        known = SKILLS[trades[team % len(trades)]]
        offers = chance.sample(known, 2)
        needs = chance.sample([one for one in WIDELY_WANTED if one not in offers], chance.choice((1, 1, 2)))
        lead = number % TEAM == 0
        lines.writerow(
            {
                "email": f"p{number}@example.org",
                "name": f"Person {number}",
                "team": f"{trades[team % len(trades)]} {team}",
                "manager_email": "" if number == 0 else "p0@example.org" if lead else f"p{team * TEAM}@example.org",
                "time_zone": ZONES[team % len(ZONES)],
                "weekly_hours": "2",
                "capacity": "2",
                "offers": ";".join(f"{skill}:4" for skill in offers),
                "needs": ";".join(f"{skill}:2" for skill in needs),
            }
        )
    return text.getvalue().encode()
