"""A season with guidelines of its own: who takes part has accepted them as they read that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from tests.domain.programmes.conftest import MONDAY, set_up

from peerloop.guidelines.actions import accept_guidelines, adopt, draft_guidelines, draft_version
from peerloop.guidelines.models import Acceptance
from peerloop.journal.models import Entry
from peerloop.people.actions import found_team
from peerloop.programmes.actions import join_programme, leave_programme, open_programme
from peerloop.programmes.queries import participants, to_accept_first
from peerloop.programmes.rules import NotAccepted

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


@pytest.fixture
def version(organiser: Member) -> Version:
    made = draft_guidelines(by=organiser, template="circles", for_house=False)
    adopt(made, by=organiser, on=MONDAY.date())
    return made


@pytest.fixture
def guided(version: Version, organiser: Member) -> Programme:
    made = set_up(organiser, guidelines=version.guidelines)
    open_programme(made, by=organiser)
    return made


def test_joining_accepts_the_version_that_was_read_and_records_it(
    guided: Programme, version: Version, alice: Member
) -> None:
    with pytest.raises(NotAccepted):
        join_programme(guided, by=alice)
    assert (list(participants(guided)), Acceptance.objects.count()) == ([], 0)
    for _twice in range(2):
        join_programme(guided, by=alice, accepts=version)
    assert list(participants(guided)) == [alice]
    assert list(Acceptance.objects.values_list("member", "version")) == [(alice.pk, version.pk)]
    told = Entry.objects.filter(actor=alice.pk).order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["guidelines.accepted", "programme.joined"]


def test_a_version_that_has_been_followed_by_another_is_not_enough(
    guided: Programme, version: Version, organiser: Member, alice: Member, bo: Member
) -> None:
    """Bo had joined before the second version, and comes back after it: he is asked for the second."""
    join_programme(guided, by=bo, accepts=version)
    second = draft_version(version.guidelines, by=organiser)
    adopt(second, by=organiser, on=MONDAY.date())
    leave_programme(guided, by=bo)
    for member in (alice, bo):
        with pytest.raises(NotAccepted):
            join_programme(guided, by=member, accepts=version)
        join_programme(guided, by=member, accepts=second)
    assert set(participants(guided)) == {alice, bo}


def test_who_has_accepted_them_elsewhere_is_asked_no_more_and_a_draft_asks_nobody(
    guided: Programme, version: Version, organiser: Member, alice: Member
) -> None:
    accept_guidelines(version, by=alice)
    assert to_accept_first(alice, guided) is None
    join_programme(guided, by=alice)
    draft = draft_guidelines(by=organiser, template="circles", for_house=False)
    other = set_up(organiser, title="Spring", guidelines=draft.guidelines)
    open_programme(other, by=organiser, anyway=True)
    join_programme(other, by=alice)
    assert [list(participants(one)) for one in (guided, other)] == [[alice], [alice]]


def test_who_may_not_join_accepts_nothing_by_trying(version: Version, organiser: Member, alice: Member) -> None:
    made = set_up(organiser, guidelines=version.guidelines, teams=[found_team("Sales")])
    open_programme(made, by=organiser)
    with pytest.raises(PermissionDenied):
        join_programme(made, by=alice, accepts=version)
    assert Acceptance.objects.count() == 0
