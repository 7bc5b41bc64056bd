"""A list of skills from elsewhere comes in: what it means here, what waits for a person, what is left out, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.found import skills_found

from peerloop.intake.actions import (
    InUse,
    TakenBackAlready,
    ask_skill_list,
    ask_undo_skill_list,
    carry_out_skill_list,
    carry_out_undo_skill_list,
    discard_skill_list,
    forget_skill_lists,
    take_skill_list,
    undo_skill_list,
)
from peerloop.intake.actions.skill_lists import numbers, ranges
from peerloop.intake.models import SkillList, SkillListUndoing
from peerloop.intake.queries import preview_taxonomy, skill_lists_seen_by
from peerloop.intake.rules.taxonomies import read_taxonomy
from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.skills.actions import find_skill, merge_skills, offer, propose_skill
from peerloop.skills.models import Alias, Skill, WaitingAlias
from peerloop.skills.queries import around

if TYPE_CHECKING:
    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db

ESCO = b"""id,label,aliases,parent_codes
1,JavaScript,JS|Client-side JavaScript|ECMA script,S5.6
2,Rust (language),Rust|Oxidised iron,S5.6|S9
3,play the guitar,pluck a guitar,K1
4,play the lute,pluck a guitar,K1
"""
GROUPS = b"code,name,parent\nS5,working with computers,\nS5.6,programming,S5\nK1,music,\n"
TECHNOLOGY = b"""O*NET-SOC Code,Title,Example,Commodity Code,Commodity Title,Hot Technology,In Demand
11-1,Chief,Microsoft PowerPoint,43,Presentation software,Y,Y
11-2,Clerk,PowerPoint,43,Presentation software,Y,Y
11-2,Clerk,Apache Spark,43,Data base software,Y,N
"""
WIDE = b"O*NET-SOC Code,Title,Active Listening|IM,Active Listening|LV,Writing|IM,Writing|LV\n1,Chief,4,4,3,3\n"
SYNONYMS = b"alias,tag\nc-sharp,c#\nhg,mercurial\necma-script,javascript\n"
TAGS = b"tag,questions\njavascript,9\nmachine-learning,5\n"


@pytest.fixture
def javascript(db: None) -> Skill:
    return propose_skill("JavaScript", by=None)


@pytest.fixture
def rust(db: None) -> Skill:
    return propose_skill("Rust", by=None)


def bring_in(by: Member, *contents: bytes, everything: bool = False) -> SkillList:
    files = [(f"list {number}.csv", content) for number, content in enumerate(contents)]
    given = take_skill_list(files, by=by)
    ask_skill_list(given, by=by, everything=everything)
    carry_out_skill_list(given.pk)
    given.refresh_from_db()
    return given


def test_only_what_is_used_here_gets_words_and_broader_skills(
    javascript: Skill, rust: Skill, organiser: Member
) -> None:
    offer(organiser, skill=rust, level=3)
    counts = bring_in(organiser, ESCO, GROUPS).counts
    assert counts == {
        "rows": 7,
        "faults": 0,
        "new": 2,
        "here": 1,
        "aliases": 2,
        "waiting": 1,
        "broader": 2,
        "left_out": 1,
        "unknown": 3,
    }
    assert {skill.name for skill in Skill.objects.all()} == {
        "JavaScript",
        "Rust",
        "programming",
        "working with computers",
    }
    assert find_skill("client-side javascript") == javascript
    assert skills_found(organiser, "ecma") == [javascript]
    assert list(WaitingAlias.objects.values_list("name", "skill__name", "source")) == [
        ("JS", "JavaScript", "list 0.csv, list 1.csv")
    ]
    assert find_skill("JS") is None
    assert [skill.name for skill in around(javascript)] == ["programming"]
    assert [skill.name for skill in around(find_skill("programming"))] == ["JavaScript", "working with computers"]
    assert preview_taxonomy([("a", ESCO), ("b", GROUPS)]).changes_nothing


def test_a_short_word_alone_makes_two_skills_no_one(rust: Skill) -> None:
    """ "Rust" is a word of four letters: that a list calls "Rust (language)" so does not say that ours is that."""
    seen = preview_taxonomy([("esco.csv", ESCO)])
    assert (seen.counts["here"], seen.counts["unknown"]) == (0, 4)


def test_everything_comes_in_when_that_is_asked(javascript: Skill, organiser: Member) -> None:
    done = bring_in(organiser, GROUPS, ESCO, everything=True)
    assert done.counts["new"] == 6
    assert {what for _line, what, _why in preview_taxonomy([("a", ESCO)], everything=True).plan.left_out} == {
        "pluck a guitar"
    }
    assert find_skill("pluck a guitar") is None
    assert find_skill("Oxidised iron").name == "Rust (language)"
    assert Entry.objects.filter(verb="skills.listed").count() == 1
    assert preview_taxonomy([("a", ESCO), ("b", GROUPS)], everything=True).changes_nothing


@pytest.mark.parametrize(
    ("files", "skills", "groups"),
    [
        ([ESCO], {"JavaScript", "Rust (language)", "play the guitar", "play the lute"}, set()),
        ([GROUPS], {"working with computers", "programming", "music"}, set()),
        (
            [TECHNOLOGY],
            {"Microsoft PowerPoint", "PowerPoint", "Apache Spark"},
            {"Presentation software", "Data base software"},
        ),
        ([WIDE], {"Active Listening", "Writing"}, set()),
        ([SYNONYMS, TAGS], {"c#", "mercurial", "javascript", "machine learning"}, set()),
        ([TAGS], {"javascript", "machine learning"}, set()),
        (["\ufefflabel;aliases\nGärtnern;Unkraut jäten|Beete pflegen\n".encode("utf-16")], {"Gärtnern"}, set()),
    ],
)  # fmt: skip
def test_each_kind_is_known_by_its_headings(files: list[bytes], skills: set[str], groups: set[str]) -> None:
    listing, faults = read_taxonomy([(str(number), content) for number, content in enumerate(files)])
    assert faults == []
    assert {entry.name for entry in listing.skills.values()} == skills
    assert {entry.name for entry in listing.groups.values()} == groups


def test_vendors_fall_off(organiser: Member) -> None:
    propose_skill("PowerPoint", by=None)
    propose_skill("Microsoft Excel", by=None)
    content = TECHNOLOGY + b"11-2,Clerk,Excel,43,Spreadsheet software,Y,Y\n"
    assert bring_in(organiser, content).counts["here"] == 3
    assert [skill.name for skill in around(find_skill("powerpoint"))] == ["Presentation software"]
    assert [skill.name for skill in around(find_skill("Excel"))] == ["Spreadsheet software"]
    bring_in(organiser, content, everything=True)
    assert find_skill("Spark").name == "Apache Spark"


def test_one_name_with_and_without_its_vendor_is_one_skill(organiser: Member) -> None:
    assert bring_in(organiser, TECHNOLOGY, everything=True).counts["new"] == 4
    assert find_skill("Microsoft PowerPoint") == find_skill("MS PowerPoint") == find_skill("PowerPoint")


def test_tags_mean_what_they_say_with_and_without_hyphens(organiser: Member) -> None:
    learning, mercurial = propose_skill("Machine-Learning", by=None), propose_skill("Mercurial", by=None)
    sharp = propose_skill("C#", by=None)
    bring_in(organiser, SYNONYMS, TAGS)
    assert find_skill("machine learning") == learning
    assert find_skill("c sharp") == find_skill("C-Sharp") == sharp
    assert (find_skill("hg"), WaitingAlias.objects.get().skill) == (None, mercurial)


def test_a_word_that_means_another_skill_here_is_left_out(javascript: Skill, organiser: Member) -> None:
    other = propose_skill("Client-side JavaScript", by=None)
    seen = preview_taxonomy([("a", ESCO)])
    assert [(what, why) for _line, what, why in seen.plan.left_out] == [
        ("Client-side JavaScript", "This means “Client-side JavaScript” here already.")
    ]
    merge_skills(other, javascript, by=organiser)
    assert preview_taxonomy([("a", ESCO)]).plan.left_out == []


def test_no_skill_becomes_broader_than_itself(organiser: Member) -> None:
    ring = b"code,name,parent\n1,baking,3\n2,bread,1\n3,rye,2\n"
    done = bring_in(organiser, ring, everything=True)
    assert (done.counts["new"], done.counts["broader"], done.counts["left_out"]) == (3, 2, 1)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([b""], "empty"),
        ([b"email,name\na@example.org,A\n"], "no list of skills"),
        ([b"tag,questions\n"], "no rows"),
        ([b"tag,questions\na,1,2\n"], "3 cells"),
        ([ESCO, TAGS], "do not belong together"),
        ([b'tag,questions\n"a,1\n'], "quotation marks"),
        ([b"PK\x03\x04" + bytes(range(256)) * 9], ""),
    ],
)
def test_a_list_with_faults_writes_nothing(files: list[bytes], told: str, organiser: Member) -> None:
    [(_name, fault), *_more] = preview_taxonomy([(str(n), one) for n, one in enumerate(files)]).faults
    assert told in fault.message
    done = bring_in(organiser, *files, everything=True)
    assert (done.finished_at, done.refused_at is None) == (None, False)
    assert not Skill.objects.exists()


def test_names_that_cannot_be_one_are_left_out_and_said(organiser: Member) -> None:
    content = b"label,aliases\n???,\n" + b"x" * 121 + b",\nGood,!!|" + b"y" * 121 + b"\n"
    done = bring_in(organiser, content, everything=True)
    assert (done.counts["new"], done.counts["left_out"]) == (1, 4)


def test_taken_back_everything_is_as_before(javascript: Skill, organiser: Member) -> None:
    before = [list(model._base_manager.values()) for model in (Skill, Alias, WaitingAlias, Skill.broader.through)]
    done = bring_in(organiser, ESCO, GROUPS, everything=True)
    ask_undo_skill_list(done, by=organiser)
    for _twice in range(2):
        carry_out_undo_skill_list(done.pk)
    with pytest.raises(TakenBackAlready):
        undo_skill_list(done, by=organiser)
    assert [
        list(model._base_manager.values()) for model in (Skill, Alias, WaitingAlias, Skill.broader.through)
    ] == before
    assert find_skill("ecma script") is None
    assert Entry.objects.filter(verb="skills.unlisted").count() == 1


def test_not_once_a_skill_of_it_is_used_or_merged(javascript: Skill, organiser: Member, bo: Member) -> None:
    done = bring_in(organiser, ESCO, GROUPS, everything=True)
    made = offer(bo, skill=find_skill("play the lute"), level=3)
    for undo in (ask_undo_skill_list, undo_skill_list):
        with pytest.raises(InUse):
            undo(done, by=organiser)
    made.delete()
    ask_undo_skill_list(done, by=organiser)
    merge = merge_skills(find_skill("play the guitar"), find_skill("play the lute"), by=organiser)
    carry_out_undo_skill_list(done.pk)
    with pytest.raises(InUse):
        undo_skill_list(done, by=organiser)
    assert not SkillListUndoing.objects.exists()
    assert Skill.everything.filter(pk=merge.gone_id).exists()


def test_who_may_and_what_is_kept(alice: Member, organiser: Member, administrator: Member) -> None:
    with pytest.raises(PermissionDenied):
        take_skill_list([("a", ESCO)], by=alice)
    given = take_skill_list([("a", ESCO)], by=organiser)
    for act in (discard_skill_list, lambda one, *, by: ask_skill_list(one, by=by, everything=False)):
        with pytest.raises(PermissionDenied):
            act(given, by=administrator)
    assert list(skill_lists_seen_by(administrator)) == list(skill_lists_seen_by(alice)) == []
    newer = take_skill_list([("b", ESCO)], by=organiser)
    assert list(skill_lists_seen_by(organiser)) == [newer]
    with clock.at(clock.now() + 2 * (clock.now() - newer.made_at)):
        forget_skill_lists()
    assert SkillList.objects.exists()
    SkillList.objects.update(made_at=clock.now().replace(year=2020))
    forget_skill_lists()
    assert not SkillList.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_brings_it_in_once(organiser: Member) -> None:
    given = take_skill_list([("a", ESCO)], by=organiser)
    for _twice in range(2):
        ask_skill_list(given, by=organiser, everything=True)
    work_off()
    carry_out_skill_list(given.pk)
    assert (Skill.objects.count(), Entry.objects.filter(verb="skills.listed").count()) == (4, 1)
    assert bytes(SkillList.objects.get().first) == b""


def test_ids_as_ranges() -> None:
    assert ranges([7, 3, 4, 5, 9]) == [[3, 5], [7, 7], [9, 9]]
    assert numbers(ranges([7, 3, 4, 5, 9])) == [3, 4, 5, 7, 9]


names = st.sampled_from(
    ["a", "Go", "Golang", "Rust", "rust lang", "MS Word", "Word", "Microsoft Word", "", "?", "ab|cd"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.tuples(names, st.lists(names, max_size=3), st.lists(names, max_size=2)), max_size=6),
    there=st.sets(st.sampled_from(["Go", "Golang", "Word", "Rust"])),
    everything=st.booleans(),
)
def test_the_same_list_again_changes_nothing_and_every_word_means_one_skill(
    lines: list[tuple[str, list[str], list[str]]], there: set[str], everything: bool, organiser: Member
) -> None:
    from django.db import transaction

    with transaction.atomic():
        for name in sorted(there):
            propose_skill(name, by=None)
        rows = "\n".join(f"{label},{'|'.join(aliases)},{'|'.join(parents)}" for label, aliases, parents in lines)
        groups = "code,name,parent\nGo,Golang,a\na,Golden,Rust\nRust,Steel,Go\n"
        files = [("a", f"label,aliases,parent_codes\n{rows}\n".encode()), ("b", groups.encode())]
        given = take_skill_list(files, by=organiser)
        ask_skill_list(given, by=organiser, everything=everything)
        carry_out_skill_list(given.pk)
        again = preview_taxonomy(files, everything=everything)
        assert again.faults or again.changes_nothing, again.plan
        keys = set(Skill.objects.values_list("key", flat=True))
        assert not keys & set(Alias.objects.values_list("key", flat=True))
        transaction.set_rollback(True)
