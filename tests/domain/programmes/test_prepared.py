"""Which programmes somebody sees is asked in a query that is prepared once, and is what the guard says of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.domain.programmes.conftest import set_up

from peerloop.kit.prepared import prepared
from peerloop.people.actions import depart, found_team
from peerloop.programmes.actions import name_organiser, open_programme
from peerloop.programmes.queries import programmes_seen_by

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


def test_each_sees_what_is_theirs_before_and_after(
    season: Programme, organiser: Member, alice: Member, make_member: MakeMember
) -> None:
    house = found_team("Engineering")
    inside = make_member("Ina", team=found_team("Compilers", parent=found_team("Platform", parent=house)))
    outside = make_member("Oz", team=found_team("Sales"))
    analyst = make_member("Ann", roles=["analyst"])
    aimed = set_up(organiser, title="Craft", teams=[house], ends_on=None)
    open_programme(aimed, by=organiser, anyway=True)
    set_up(organiser, title="Not open yet")
    ask = prepared(programmes_seen_by)

    def seen(reader: Member) -> list[str]:
        plainly = sorted(one.title for one in programmes_seen_by(reader))
        assert sorted(one.title for one in ask(reader)) == sorted(one.title for one in ask(reader)) == plainly
        return plainly

    assert seen(organiser) == ["Craft", "Not open yet", season.title]
    assert seen(analyst) == seen(inside) == ["Craft", season.title]
    assert seen(outside) == seen(alice) == [season.title]
    name_organiser(aimed, outside, by=organiser)
    assert seen(outside) == ["Craft", season.title]
    assert None not in ask.plans.values()
    depart(inside, by=None)
    assert seen(inside) == []
