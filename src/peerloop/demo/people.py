"""The people of the demo company, as the file that an organiser would bring: the same rows for the same seed."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random

from peerloop.demo.names import FIRST, LAST
from peerloop.demo.trade import PLACE_WEIGHTS, PLACES, SIZES, SKILLS, WIDELY_WANTED

SEED = 1908
CAST = {
    "learner": ("Ines Almeida", "Design"),
    "teacher": ("Kofi Mensah", "Payments"),
    "facilitator": ("Lena Okafor", "People and Learning"),
    "organiser": ("Tomas Novak", "People and Learning"),
    "manager": ("Rosa Silva", "Design"),
    "moderator": ("Noor Rahman", "Support"),
}
COLUMNS = (
    "email", "name", "team", "manager_email", "place", "time_zone", "languages", "hired_on", "weekly_hours", "capacity",
    "offers", "needs",
)  # fmt: skip


def address(name: str) -> str:
    """Return the e-mail address of a person of the demo company."""
    return f"{name.replace(' ', '.').lower()}@tidewell.example"


def file_of_people(today: date) -> bytes:
    """Return the CSV of about 150 people; ``today`` only dates when they were hired."""
    chance = Random(SEED)
    rows: list[dict[str, str]] = []
    names = iter(_names(chance))
    head = _row(chance, "Vera Lindqvist", "Tidewell", "", today)
    rows.append(head)
    for team, size in SIZES.items():
        cast = [name for name, place in CAST.values() if place == team]
        crew = [
            *sorted(cast, key=lambda name: name != CAST["manager"][0]),
            *(next(names) for _ in range(size - len(cast))),
        ]
        lead = crew[0] if team == "Design" else crew[-1]
        for name in crew:
            above = head["email"] if name == lead else address(lead)
            rows.append(_row(chance, name, team, above, today))
    text = io.StringIO()
    lines = csv.DictWriter(text, COLUMNS)
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue().encode()


def _names(chance: Random) -> list[str]:
    taken = {name for name, _team in CAST.values()} | {"Vera Lindqvist"}
    every = [f"{first} {last}" for first in FIRST for last in LAST if f"{first} {last}" not in taken]
    return chance.sample(every, sum(SIZES.values()))


def _row(chance: Random, name: str, team: str, manager: str, today: date) -> dict[str, str]:
    place, zone, language = chance.choices(PLACES, PLACE_WEIGHTS)[0]
    known = SKILLS.get(team, ("Planning with uncertainty", "Public speaking", "Mentoring"))
    offers = chance.sample(known, min(len(known), chance.choice((1, 2, 2, 3))))
    wishes = [skill for skill in (*WIDELY_WANTED, *known) if skill not in offers]
    needs = chance.sample(sorted(set(wishes)), chance.choice((0, 1, 1, 1, 2)))
    row = {
        "email": address(name),
        "name": name,
        "team": team,
        "manager_email": manager,
        "place": place,
        "time_zone": zone,
        "languages": ";".join(filter(None, ("en", language))),
        "hired_on": (today - timedelta(days=chance.randint(20, 3600))).isoformat(),
        "weekly_hours": str(chance.choice((1, 2, 2, 3))),
        "capacity": str(chance.choice((1, 2, 2, 2, 3))),
        "offers": ";".join(f"{skill}:{chance.randint(3, 5)}" for skill in offers),
        "needs": ";".join(f"{skill}:{chance.randint(2, 4)}" for skill in needs),
    }
    return row | WRITTEN.get(name, {})


WRITTEN = {
    "Ines Almeida": {"place": "Porto", "time_zone": "Europe/Lisbon", "languages": "en;pt", "weekly_hours": "2",
                     "offers": "Facilitation:4;Figma:4", "needs": "Rust:2;SQL window functions:2"},
    "Kofi Mensah": {"place": "Accra", "time_zone": "Africa/Accra", "languages": "en", "capacity": "3",
                    "offers": "Rust:5;Payment schemes:5", "needs": "Facilitation:3"},
    "Lena Okafor": {"place": "Berlin", "time_zone": "Europe/Berlin", "languages": "en;de"},
    "Tomas Novak": {"place": "Berlin", "time_zone": "Europe/Berlin", "languages": "en;de"},
    "Rosa Silva": {"place": "Porto", "time_zone": "Europe/Lisbon", "languages": "en;pt"},
    "Noor Rahman": {"place": "Boston", "time_zone": "America/New_York", "languages": "en"},
}  # fmt: skip
