"""Somebody brings a list of skills in after which the pages about skills are waited for for minutes."""

from __future__ import annotations

from itertools import permutations
from time import monotonic
from typing import TYPE_CHECKING

from django.urls import reverse

from peerloop.skills.actions import offer
from peerloop.skills.models import Skill
from peerloop.skills.names import full_key

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

NOUNS = ("water", "budget", "staff", "systems", "records", "animals", "quality", "stock", "documents")


def test_thousands_of_skills_that_begin_alike_are_looked_through_in_seconds(
    alice: Member, organiser: Member, client_of: ClientOf
) -> None:
    names = [f"manage {' '.join(some)} {number}" for number, some in enumerate(permutations(NOUNS, 5))][:8000]
    skills = Skill.objects.bulk_create(Skill(name=name, key=full_key(name), words=" ") for name in names)
    offer(alice, skill=skills[0])
    began = monotonic()
    assert client_of(organiser).get(reverse("organise:likely")).status_code == 200
    assert monotonic() - began < 20
