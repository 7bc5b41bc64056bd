"""Two skills become one and two again; nobody's word is lost or changed on the way."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from tests.found import skills_found

from peerloop.journal.models import Entry
from peerloop.skills.actions import (
    add_alias,
    add_broader,
    drop_need,
    endorse,
    find_skill,
    merge_skills,
    offer,
    propose_skill,
    remove_alias,
    rename_skill,
    take_back_merge,
    want,
    withdraw_offer,
)
from peerloop.skills.actions.merging import NotToMerge
from peerloop.skills.models import Alias, Merge, Need, Offer, Skill
from peerloop.skills.queries import (
    around,
    look_alikes,
    most_offered,
    names_of,
    needs_seen_by,
    offers_seen_by,
    skills_seen_by,
    stands_for,
)
from peerloop.skills.rules import AlreadyThere

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def js(db: None) -> Skill:
    return propose_skill("JS scripting", by=None)


@pytest.fixture
def javascript(db: None) -> Skill:
    return propose_skill("JavaScript", by=None)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the room as it stands."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("skills").get_models()
    }


def test_the_name_of_the_one_means_the_other(js: Skill, javascript: Skill, alice: Member, organiser: Member) -> None:
    add_alias(js, "Browser programming", by=None)
    merge = merge_skills(js, javascript, by=organiser)
    for name in ("JS scripting", "js  SCRIPTING", "browser programming", "JavaScript"):
        assert find_skill(name) == javascript
    assert skills_found(alice, "scripting") == skills_found(alice, "browser") == [javascript]
    assert look_alikes("JS scriptin") == [javascript]
    assert names_of(javascript) == ["Browser programming", "JS scripting"]
    assert list(skills_seen_by(alice)) == [javascript]
    assert stands_for(js) == javascript
    with pytest.raises(AlreadyThere) as known:
        propose_skill("JS scripting", by=alice)
    assert known.value.skill == javascript
    take_back_merge(merge, by=organiser)
    assert find_skill("Browser programming") == find_skill("JS scripting") == js
    assert skills_found(alice, "scripting") == [js]
    assert names_of(javascript) == []


def test_offers_and_needs_show_for_the_other_and_come_back(
    js: Skill, javascript: Skill, alice: Member, bo: Member, organiser: Member
) -> None:
    word = endorse(offer(bo, skill=js, level=4, text="Years of it"), by=alice, text="I saw it")
    need = want(alice, skill=js, level=2, visibility="public")
    before = rows()
    merge = merge_skills(js, javascript, by=organiser)
    shown = offers_seen_by(alice).get(skill=javascript)
    assert (shown.level, shown.text, shown.home, list(shown.endorsements.all())) == (4, "Years of it", js, [word])
    assert list(needs_seen_by(bo)) == [need]
    assert most_offered(5) == [javascript.pk]
    take_back_merge(merge, by=organiser)
    assert rows() == before


@pytest.mark.parametrize(
    ("for_gone", "for_into", "shown"),
    [
        ({"level": 4}, {"level": 2}, "gone"),
        ({"level": 2}, {"level": 4}, "into"),
        ({"level": 3}, {"level": 3}, "into"),
        ({"level": 2}, {"level": 5, "confirmed": False}, "gone"),
        ({"level": 5, "confirmed": False}, {"level": 2}, "into"),
    ],
)
def test_of_two_offers_the_confirmed_one_shows_and_then_the_higher(
    for_gone: dict[str, Any],
    for_into: dict[str, Any],
    shown: str,
    js: Skill,
    javascript: Skill,
    bo: Member,
    organiser: Member,
) -> None:
    made = {"gone": offer(bo, skill=js, **for_gone), "into": offer(bo, skill=javascript, **for_into)}
    before = rows()
    merge = merge_skills(js, javascript, by=organiser)
    assert list(Offer.objects.all()) == [made[shown]]
    assert Offer.everything.count() == 2
    take_back_merge(merge, by=organiser)
    assert rows() == before


def test_of_two_needs_that_of_the_skill_that_stands_shows(
    js: Skill, javascript: Skill, alice: Member, bo: Member, organiser: Member
) -> None:
    """Who sees what Alice wants to learn of JavaScript stays her choice."""
    want(alice, skill=js, level=5, text="Openly", visibility="public")
    kept = want(alice, skill=javascript, level=2, visibility="private")
    merge = merge_skills(js, javascript, by=organiser)
    assert list(needs_seen_by(bo)) == []
    assert list(needs_seen_by(alice)) == [kept]
    take_back_merge(merge, by=organiser)
    assert [need.text for need in needs_seen_by(bo)] == ["Openly"]


def test_what_came_after_the_merge_stays_with_the_other(
    js: Skill, javascript: Skill, alice: Member, bo: Member, organiser: Member
) -> None:
    merge = merge_skills(js, javascript, by=organiser)
    offer(bo, skill=js, level=3)  # a form that was open since before
    want(alice, skill=javascript, level=2)
    take_back_merge(merge, by=organiser)
    assert Offer.objects.get().skill == javascript
    assert Need.objects.get().skill == javascript


def test_no_is_no_to_both(js: Skill, javascript: Skill, bo: Member, alice: Member, organiser: Member) -> None:
    for skill in (js, javascript):
        offer(bo, skill=skill, level=3)
        want(alice, skill=skill, level=3)
    merge = merge_skills(js, javascript, by=organiser)
    withdraw_offer(Offer.objects.get(), by=bo)
    drop_need(Need.objects.get(), by=alice)
    take_back_merge(merge, by=organiser)
    assert (Offer.everything.count(), Need.everything.count()) == (0, 0)


def test_over_two_merges_and_back_in_any_order(
    js: Skill, javascript: Skill, bo: Member, alice: Member, organiser: Member
) -> None:
    web = propose_skill("Web programming", by=None)
    offer(bo, skill=js, level=2)
    offer(bo, skill=web, level=5)
    offer(alice, skill=js, level=3)
    before = rows()
    first, second = merge_skills(js, javascript, by=None), merge_skills(javascript, web, by=None)
    assert find_skill("JS scripting") == web
    assert sorted(Offer.objects.values_list("member", "skill", "level")) == sorted(
        [(bo.pk, web.pk, 5), (alice.pk, web.pk, 3)]
    )
    take_back_merge(first, by=organiser)
    assert find_skill("JS scripting") == js
    assert sorted(Offer.objects.values_list("member", "skill")) == sorted(
        [(bo.pk, js.pk), (bo.pk, web.pk), (alice.pk, js.pk)]
    )
    take_back_merge(second, by=organiser)
    assert rows() == before
    again = merge_skills(javascript, js, by=organiser)
    assert find_skill("JavaScript") == js
    take_back_merge(again, by=organiser)
    assert rows() == before


def test_what_cannot_be_merged(js: Skill, javascript: Skill, alice: Member, organiser: Member) -> None:
    with pytest.raises(PermissionDenied):
        merge_skills(js, javascript, by=alice)
    with pytest.raises(NotToMerge):
        merge_skills(js, js, by=organiser)
    merge = merge_skills(js, javascript, by=organiser)
    for gone, into in ((js, javascript), (javascript, js)):
        with pytest.raises(NotToMerge):
            merge_skills(gone, into, by=organiser)
    with pytest.raises(PermissionDenied):
        take_back_merge(merge, by=alice)
    take_back_merge(merge, by=organiser)
    with pytest.raises(NotToMerge):
        take_back_merge(merge, by=organiser)
    assert list(Entry.objects.filter(verb__startswith="skill.").values_list("verb", "actor"))[-2:] == [
        ("skill.merged", organiser.pk),
        ("skill.unmerged", organiser.pk),
    ]


def test_broader_skills_are_those_of_both(js: Skill, javascript: Skill, organiser: Member) -> None:
    coding, web = propose_skill("Coding", by=None), propose_skill("Web programming", by=None)
    add_broader(js, coding, by=None)
    add_broader(web, javascript, by=None)
    merge = merge_skills(js, javascript, by=organiser)
    assert list(around(javascript)) == [coding, web]
    assert list(around(coding)) == []
    with pytest.raises(Exception, match="broader than itself"):
        add_broader(coding, web, by=None)
    take_back_merge(merge, by=organiser)
    assert list(around(js)) == [coding]


def test_a_skill_is_renamed_and_its_old_name_still_means_it(js: Skill, javascript: Skill, organiser: Member) -> None:
    rename_skill(js, "Scripting in browsers", by=organiser)
    js.refresh_from_db()
    assert (js.name, find_skill("JS scripting"), skills_found(organiser, "browsers")) == (
        "Scripting in browsers",
        js,
        [js],
    )
    with pytest.raises(AlreadyThere):
        rename_skill(js, "javascript", by=organiser)
    remove_alias(Alias.objects.get(name="JS scripting"), by=organiser)
    assert find_skill("JS scripting") is None
    rename_skill(js, "scripting in Browsers", by=organiser)
    assert list(Alias.objects.all()) == []


def lived(seed: int, make_member: Callable[..., Member]) -> random.Random:
    """Let three people offer and want some of six skills at random; return what further chance goes by."""
    chance = random.Random(seed)
    skills = [propose_skill(f"Skill {letter}", by=None) for letter in "ABCDEF"]
    for name in ("Ida", "Jo", "Kim"):
        member = make_member(name)
        for skill in chance.sample(skills, 4):
            offer(member, skill=skill, level=chance.randint(1, 5), confirmed=chance.random() < 0.6)
        for skill in chance.sample(skills, 3):
            want(member, skill=skill, level=chance.randint(1, 5))
    return chance


def two_of(skills: list[Skill], chance: random.Random) -> list[Skill]:
    return chance.sample(skills, 2)


def nothing_is_lost_or_shown_twice(model: type[Offer | Need], total: int) -> None:
    everything = list(model.everything.select_related("home", "skill"))
    homes = {(row.member_id, row.home_id or row.skill_id) for row in everything}
    assert len(everything) == len(homes) == total
    said = {(row.member_id, stands_for(row.home or row.skill).pk) for row in everything}
    assert set(model.objects.values_list("member", "skill")) == said


@pytest.mark.parametrize("seed", range(8))
def test_merged_and_taken_back_in_any_order_everything_is_as_before(
    seed: int, make_member: Callable[..., Member]
) -> None:
    chance = lived(seed, make_member)
    before = rows()
    for _step in range(12):
        merges = list(Merge.objects.all())
        if merges and (len(merges) == 5 or chance.random() < 0.4):
            take_back_merge(chance.choice(merges), by=None)
        else:
            merge_skills(*two_of(list(Skill.objects.all()), chance), by=None)
        for model in (Offer, Need):
            nothing_is_lost_or_shown_twice(model, len(before[model._meta.label]))
    while merges := list(Merge.objects.all()):
        take_back_merge(chance.choice(merges), by=None)
    assert rows() == before


@pytest.mark.parametrize("seed", range(4))
def test_merges_within_merges_close_as_they_opened(seed: int, make_member: Callable[..., Member]) -> None:
    chance, opened = lived(seed, make_member), []
    for _step in range(4):
        stood = rows()
        opened.append((merge_skills(*two_of(list(Skill.objects.all()), chance), by=None), stood))
    for merge, stood in reversed(opened):
        take_back_merge(merge, by=None)
        assert rows() == stood
