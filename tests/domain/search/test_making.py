"""Documents made anew: of rows that never had any, after a kill in the middle, by command."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from peerloop.journal.leases import work_off
from peerloop.search.actions import go_on_making, make_missing
from peerloop.search.kinds import kinds
from peerloop.search.models import Document, Making
from peerloop.skills.models import Skill
from peerloop.skills.names import full_key

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(Exception):
    """The worker dies here."""


@pytest.fixture
def unindexed() -> list[int]:
    """1,200 skills that came in when there was no index."""
    names = [f"Topic {number}" for number in range(1200)]
    made = Skill.objects.bulk_create(Skill(name=name, key=full_key(name), words=f" {name} ") for name in names)
    return [skill.pk for skill in made]


def indexed() -> list[int]:
    return list(Document.objects.filter(kind="skill").order_by("subject").values_list("subject", flat=True))


def test_rows_from_before_the_index_are_found_after_the_first_start(unindexed: list[int]) -> None:
    make_missing()
    work_off()
    assert indexed() == unindexed
    assert set(Making.objects.exclude(finished_at=None).values_list("kind", flat=True)) == set(kinds)
    make_missing()
    assert work_off() == 0


def test_killed_in_the_middle_it_goes_on_there(unindexed: list[int]) -> None:
    told = []

    def die_after_the_first_batch(done: int, total: int) -> None:
        told.append((done, total))
        if done < total:
            raise Killed

    for _attempt in range(2):
        with pytest.raises(Killed):
            go_on_making("skill", die_after_the_first_batch)
    assert indexed() == unindexed[:1000]
    go_on_making("skill", die_after_the_first_batch)
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
    assert indexed() == unindexed


def test_the_command_mends_an_index_that_has_lost_its_way(unindexed: list[int], capsys) -> None:
    call_command("search_rebuild")
    Document.objects.filter(subject=unindexed[3]).update(tokens="=skill wrong")
    Document.objects.filter(subject=unindexed[4]).delete()
    Skill.objects.filter(pk__in=[unindexed[0], unindexed[700], unindexed[-1]]).delete()
    call_command("search_rebuild", resume=True)
    assert unindexed[4] not in indexed()  # it had finished: nothing to go on with
    call_command("search_rebuild")
    assert indexed() == [*unindexed[1:700], *unindexed[701:-1]]
    assert Document.objects.get(subject=unindexed[3]).tokens == "=skill topic 3"
    assert capsys.readouterr().out == "Everything can be found again.\n" * 3
