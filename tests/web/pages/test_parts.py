"""What templates show people, loops and times with."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from peerloop.web.templatetags.shown import first_name, helped, initials, lasting, page_of, ring, tongue

TEMPLATES = Path(__file__).resolve().parents[3] / "src" / "peerloop" / "web" / "templates"
ICON = re.compile(r'(?:icons/|icon="|<c-icon name=")([a-z0-9-]+)(?:\.svg)?"')
TUESDAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def shown(source: str, **context: object) -> str:
    with time_machine.travel(datetime(2026, 3, 9, 8, 0, tzinfo=UTC), tick=False):
        text = engines["django"].from_string(source).render(context)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)).strip()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (60, "60 minutes"), (90, "90 minutes"), (120, "2 hours"), (150, "150 minutes"), (480, "8 hours")],
)
def test_what_takes_hours_is_told_in_hours(minutes: int, words: str) -> None:
    assert lasting(minutes) == words


def test_whom_something_has_helped_is_counted_in_words() -> None:
    assert [helped(count) for count in (1, 2)] == ["helped one colleague", "helped 2 colleagues"]


def test_an_address_is_the_same_the_quick_way() -> None:
    assert [page_of(pk, "library:resource") for pk in (7, 4217)] == ["/resources/7", "/resources/4217"]
    assert page_of(7, "skills:skill") == reverse("skills:skill", args=[7])


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("pt-br", "Brazilian Portuguese"), ("de-at", "German"), ("tlh", "tlh")]
)
def test_a_language_is_told_by_its_name(code: str, name: str) -> None:
    assert tongue(code) == name


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Bo Adeyemi", "BA"),
        ("Yuki", "Y"),
        ("Ana Maria del Mar", "AM"),
        ("élan vital", "ÉV"),
        ("山田 太郎", "山太"),
        ("(she) Noor", "N"),
        ("  ", "·"),
    ],
)
def test_a_face_shows_the_first_letters(name, letters):
    assert initials(name) == letters


def test_one_calls_a_colleague_by_the_first_word():
    assert [first_name("Bo Adeyemi"), first_name("Yuki"), first_name("")] == ["Bo", "Yuki", ""]


@pytest.mark.parametrize(
    ("done", "arcs", "said"),
    [
        (0, [], "0 of 4 steps done"),
        (1, ["gain"], "1 of 4 steps done"),
        ("2", ["gain", "apply"], "2 of 4 steps done"),
        ({"feedback", "gain"}, ["gain", "feedback"], "2 of 4 steps done"),
        ("gain reflect", ["gain", "reflect"], "2 of 4 steps done"),
    ],
)
def test_a_ring_shows_and_says_what_is_done(done, arcs, said):
    drawn = ring(done)
    assert re.findall(r"class=(\w+)", drawn) == arcs
    assert f'aria-label="{said}"' in drawn


class TestTimes:
    def test_are_the_readers_with_the_other_sides_beside(self):
        bo = SimpleNamespace(name="Bo Adeyemi", time_zone="Asia/Kolkata")
        with timezone.override(ZoneInfo("Europe/Berlin")):
            assert shown("{% span start None 30 %}|{% theirs start bo 'Pune' %}", start=TUESDAY, bo=bo) == (
                "Tomorrow 10:00–10:30 | 14:30 for Bo, in Pune"
            )

    def test_name_the_day_where_it_is_another_one_there(self):
        yuki = SimpleNamespace(name="Yuki", time_zone="Asia/Tokyo")
        late = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
        assert shown("{% local t %}|{% theirs t yuki %}", t=late, yuki=yuki) == "Thu 20:00 | Fri 05:00 for Yuki"

    def test_are_not_said_twice_to_those_who_share_them(self):
        noor = SimpleNamespace(name="Noor", time_zone="Africa/Accra")
        assert shown("{% theirs t noor %}", t=TUESDAY, noor=noor) == ""

    @pytest.mark.parametrize(
        ("day", "words"),
        [((2026, 3, 9), "Today"), ((2026, 3, 10), "Tomorrow"), ((2026, 3, 8), "Yesterday"), ((2026, 3, 15), "Sun"),
         ((2026, 3, 16), "Mon 16 Mar"), ((2026, 3, 2), "Mon 2 Mar"), ((2027, 1, 4), "Mon 4 Jan 2027")],
    )  # fmt: skip
    def test_say_a_day_as_people_do(self, day, words):
        assert shown("{% local t style='day' %}", t=datetime(*day, 12, tzinfo=UTC)) == words


def test_what_a_component_passes_on_is_escaped():
    template = engines["django"].from_string("{% attributes attrs %}")
    attrs = {"title": '"><script>alert(1)</script>', "disabled": True, "hidden": False}
    assert template.render({"attrs": attrs}) == (' title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" disabled')


def test_every_icon_that_a_page_names_is_there():
    named = {name for page in TEMPLATES.rglob("*.html") for name in ICON.findall(page.read_text())}
    assert named - {icon.stem for icon in (TEMPLATES / "icons").glob("*.svg")} == set()


class TestKept:
    def test_says_again_what_it_said_first(self):
        template = engines["django"].from_string("{% kept %}{{ word }}{% endkept %}")
        assert [template.render({"word": word}) for word in ("first", "second")] == ["first", "first"]

    def test_tells_languages_and_named_values_apart(self):
        template = engines["django"].from_string('{% kept page %}{{ page }}: {% translate "January" %}{% endkept %}')
        said = []
        for language in ("en", "de", "en"):
            with override(language):
                said += [template.render({"page": page}) for page in ("today", "find")]
        assert said == ["today: January", "find: January", "today: Januar", "find: Januar", *said[:2]]

    def test_nobody_is_shown_anothers_frame(self, client_of, alice, organiser):
        pages = [client_of(member).get("/help").content.decode() for member in (organiser, alice, organiser)]
        assert ["/organise" in page for page in pages] == [True, False, True]
        tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)) for page in pages]
        assert not tokens[0] & tokens[1]
