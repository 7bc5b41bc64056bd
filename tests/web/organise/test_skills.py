"""An organiser tends the skills: names, other words, broader ones, merges, short words, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peerloop.intake.models import SkillList
from peerloop.journal.leases import work_off
from peerloop.skills.actions import add_alias, add_broader, find_skill, merge_skills, offer, propose_skill, want
from peerloop.skills.models import Merge, Skill, WaitingAlias
from peerloop.skills.queries.curating import likely_same, meeting_of

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db
SYNONYMS = b"alias,tag\nclient-side-script,javascript\njs,javascript\n"


@pytest.fixture
def browser(organiser: Member, client_of: ClientOf) -> Client:
    return client_of(organiser)


@pytest.fixture
def javascript(db: None) -> Skill:
    return propose_skill("JavaScript", by=None)


def give(browser: Client, *contents: bytes) -> str:
    """Give files and return the address of what they would do."""
    names = zip(("first", "second"), contents, strict=False)
    files = {name: SimpleUploadedFile(f"{name}.csv", content) for name, content in names}
    return str(browser.post(reverse("organise:skill-lists"), files)["Location"])


def test_skills_are_found_and_one_is_renamed(browser: Client, javascript: Skill, bo: Member) -> None:
    offer(bo, skill=javascript, level=3)
    propose_skill("Rust", by=None)
    assert "1 helps with it" in browser.get(reverse("organise:skills")).text
    found = browser.get(reverse("organise:skills"), {"q": "java"}).text
    assert ("JavaScript" in found, "Rust" in found) == (True, False)
    assert "No skill here has “cobol”" in browser.get(reverse("organise:skills"), {"q": "cobol"}).text
    page = reverse("organise:skill", args=[javascript.pk])
    assert browser.post(page, {"name-name": "ECMAScript"}).status_code == 303
    assert find_skill("JavaScript").name == "ECMAScript"
    refused = browser.post(page, {"name-name": "rust"})
    assert (refused.status_code, "We know this one already" in refused.text, 'value="rust"' in refused.text) == (
        422,
        True,
        True,
    )


def test_words_and_broader_skills_are_added_and_taken_away(browser: Client, javascript: Skill) -> None:
    web = propose_skill("Web programming", by=None)
    assert (
        browser.post(reverse("organise:skill-aliases", args=[javascript.pk]), {"alias-name": "ECMA"}).status_code == 303
    )
    assert (
        browser.post(
            reverse("organise:skill-aliases", args=[javascript.pk]), {"alias-name": "web programming"}
        ).status_code
        == 422
    )
    assert (
        browser.post(
            reverse("organise:skill-broader", args=[javascript.pk]), {"broader-name": "web Programming"}
        ).status_code
        == 303
    )
    for name, told in (("nothing", "No skill here is called"), ("javascript", "broader than itself")):
        wrong = browser.post(reverse("organise:skill-broader", args=[javascript.pk]), {"broader-name": name})
        assert (wrong.status_code, told in wrong.text) == (422, True)
    assert "ECMA" in browser.get(reverse("organise:skill", args=[javascript.pk])).text
    alias = javascript.aliases.get()
    assert browser.post(reverse("organise:skill-alias-removal", args=[web.pk, alias.pk])).status_code == 404
    assert browser.post(reverse("organise:skill-alias-removal", args=[javascript.pk, alias.pk])).status_code == 303
    assert browser.post(reverse("organise:skill-broader-removal", args=[javascript.pk, web.pk])).status_code == 303
    assert (find_skill("ECMA"), javascript.broader.count()) == (None, 0)


def test_two_are_merged_and_taken_back(
    browser: Client, javascript: Skill, bo: Member, client_of: ClientOf, organiser: Member
) -> None:
    gone = propose_skill("JS scripting", by=None)
    offer(bo, skill=gone, level=4)
    want(bo, skill=gone, level=5)
    page = reverse("organise:merging", args=[gone.pk])
    assert browser.get(page, {"into-name": "js scripting"}).status_code == 422
    seen = browser.get(page, {"into-name": "javascript"}).text
    assert "Fewer than five people help with JS scripting" in seen
    assert browser.post(page, {"into-name": "JavaScript"}).status_code == 303
    member = client_of(bo)
    assert member.get(reverse("skills:skill", args=[gone.pk]))["Location"] == reverse(
        "skills:skill", args=[javascript.pk]
    )
    assert "JS scripting" in member.get(reverse("skills:skill", args=[javascript.pk])).text
    for room in ("skills:offers", "skills:needs"):
        assert "You said it as: JS scripting. That is one skill here now." in member.get(reverse(room)).text
    assert "Help with JavaScript" in member.get(reverse("skills:offers"), {"skill": gone.pk}).text
    assert browser.get(page).status_code == 404
    assert "JS scripting went into JavaScript" in browser.get(reverse("organise:merges")).text
    back = reverse("organise:taking-back", args=[Merge.objects.get().pk])
    assert browser.post(back).status_code == 303
    assert browser.post(back).status_code == 404
    assert member.get(reverse("skills:skill", args=[gone.pk])).status_code == 200
    assert "You said it as" not in member.get(reverse("skills:offers")).text


def test_both_of_somebodys_offers_are_told_when_one_rests(javascript: Skill, bo: Member, client_of: ClientOf) -> None:
    gone = propose_skill("JS scripting", by=None)
    for skill, level in ((gone, 2), (javascript, 4)):
        offer(bo, skill=skill, level=level)
    merge_skills(gone, javascript, by=None)
    assert "You said it as: JS scripting." in client_of(bo).get(reverse("skills:offers")).text


def test_a_merge_tells_an_organiser_nothing_of_needs(
    browser: Client, javascript: Skill, make_member: MakeMember
) -> None:
    gone = propose_skill("Grieving", by=None)
    page = reverse("organise:merging", args=[gone.pk])
    before = browser.get(page, {"into-name": "javascript"}).text
    for number in range(6):
        want(make_member(f"M {number}"), skill=gone, level=2, visibility="private")
    after = browser.get(page, {"into-name": "javascript"}).text
    assert before.split("<main")[1].split("<form")[0] == after.split("<main")[1].split("<form")[0]


def test_counts_below_five_are_not_told(javascript: Skill, make_member: MakeMember) -> None:
    gone = propose_skill("JS scripting", by=None)
    people = [make_member(f"M {number}") for number in range(6)]
    for member in people:
        offer(member, skill=gone, level=3)
    for member in people[:2]:
        offer(member, skill=javascript, level=3)
    assert meeting_of(gone, javascript) == type(meeting_of(gone, javascript))(6, None, None, ["JS scripting"])


def test_what_looks_alike_is_told_where_somebody_offers_it(organiser: Member, bo: Member, browser: Client) -> None:
    names = (
        "Java script",
        "JavaScript",
        "C",
        "C++",
        "Public speaking",
        "Speaking public",
        "Python 2",
        "Python 3",
        "Knitting",
        "Knitings",
    )
    skills = {name: propose_skill(name, by=None) for name in names}
    for name in ("JavaScript", "Public speaking", "C", "C++", "Python 2"):
        offer(bo, skill=skills[name], level=3)
    want(bo, skill=skills["Knitting"], level=3, visibility="private")
    assert likely_same(organiser, 9) == [
        (skills["Java script"], skills["JavaScript"]),
        (skills["Speaking public"], skills["Public speaking"]),
    ]
    assert likely_same(bo, 9) == []
    assert "Java script" in browser.get(reverse("organise:likely")).text


def test_a_list_comes_in_its_short_word_is_answered_and_it_goes_again(browser: Client, javascript: Skill) -> None:
    address = give(browser, SYNONYMS)
    seen = browser.get(address).text
    assert "1 short word that waits for a yes" in seen
    assert find_skill("client side script") is None
    assert browser.post(reverse("organise:skill-list-asking", args=[SkillList.objects.get().pk])).status_code == 303
    work_off()
    assert "Answer the short words" in browser.get(address).text
    assert find_skill("client side script") == javascript
    words = reverse("organise:words")
    assert "<b>js</b> means JavaScript" in browser.get(words).text
    assert "1 short word waits for you" in browser.get(reverse("organise:skills")).text
    browser.post(words, {"word": ["x", "9" * 20], "answer": "yes"})
    browser.post(words, {"word": WaitingAlias.objects.get().pk, "answer": "yes"})
    assert find_skill("JS") == javascript
    assert "Everything in it is here already" in browser.get(give(browser, SYNONYMS)).text
    done = SkillList.objects.exclude(finished_at=None).get()
    assert browser.post(reverse("organise:skill-list-undoing", args=[done.pk])).status_code == 303
    work_off()
    assert "What it brought is gone again." in browser.get(address).text
    assert find_skill("client side script") is None


def test_a_refused_word_does_not_come_again(browser: Client, javascript: Skill, organiser: Member) -> None:
    WaitingAlias.objects.create(skill=javascript, name="js", key="js", source="x")
    browser.post(reverse("organise:words"), {"word": WaitingAlias.objects.get().pk, "answer": "no"})
    assert find_skill("js") is None
    assert "No word waits" in browser.get(reverse("organise:words")).text
    assert "1 short word that waits" not in browser.get(give(browser, SYNONYMS)).text


def test_a_word_that_means_another_skill_by_now_waits_on(browser: Client, javascript: Skill) -> None:
    word = WaitingAlias.objects.create(skill=javascript, name="js", key="js", source="x")
    add_alias(propose_skill("Jumping", by=None), "JS", by=None)
    told = browser.post(reverse("organise:words"), {"word": word.pk, "answer": "yes"}, follow=True).text
    assert "These mean other skills here already: js." in told
    assert WaitingAlias.objects.get() == word


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04", b"\xff" * 99, b"tag,questions\n" + b'"' * 9])
def test_whatever_is_given_the_answer_is_a_page(browser: Client, content: bytes) -> None:
    seen = browser.get(give(browser, content))
    assert (seen.status_code, "This list wants mending" in seen.text) == (200, True)
    assert browser.post(reverse("organise:skill-lists"), {}).status_code == 422


def test_names_in_a_list_are_shown_as_text(browser: Client) -> None:
    seen = browser.get(give(browser, b"label,aliases\n<script>alert(1)</script>,<b>x</b>ylophone\n") + "?everything=on")
    assert "<script>alert" not in seen.text
    assert "&lt;script&gt;" in seen.text


def test_nobody_else_answers_for_a_list(browser: Client, administrator: Member, client_of: ClientOf) -> None:
    address = give(browser, SYNONYMS)
    other = client_of(administrator)
    pk = SkillList.objects.get().pk
    assert other.get(address).status_code == 404
    for act in ("asking", "removal"):
        assert other.post(reverse(f"organise:skill-list-{act}", args=[pk])).status_code == 404
    assert browser.post(reverse("organise:skill-list-removal", args=[pk])).status_code == 303
    assert not SkillList.objects.exists()


@pytest.mark.parametrize("page", ["skills", "likely", "words", "merges", "skill-lists", "skill"])
def test_the_pages_ask_the_same_of_the_database_for_1_and_30(
    browser: Client, organiser: Member, javascript: Skill, page: str
) -> None:
    def some(start: int, many: int) -> None:
        for number in range(start, start + many):
            skill, gone = propose_skill(f"Skill {number} a", by=None), propose_skill(f"Thing {number} b", by=None)
            add_alias(javascript, f"Word {number} c", by=None)
            add_broader(javascript, skill, by=None)
            merge_skills(gone, javascript, by=organiser)
            WaitingAlias.objects.create(skill=skill, name=f"w{number}", key=f"w{number}", source="x")
            SkillList.objects.create(by=organiser, name="x.csv", asked_at=skill.at, finished_at=skill.at)

    def asked() -> int:
        address = reverse(f"organise:{page}", args=[javascript.pk] if page == "skill" else [])
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    some(0, 2)
    asked()
    few = asked()
    some(2, 29)
    assert asked() == few <= 16
