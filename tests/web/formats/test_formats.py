"""The list, a page for each, and an organiser's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from peerloop.formats.actions import copy_format
from peerloop.formats.models import OwnFormat
from peerloop.formats.queries import format_by
from peerloop.formats.shipped import SHIPPED

if TYPE_CHECKING:
    from peerloop.people.models import Member


@pytest.fixture
def ours(organiser: Member) -> str:
    return f"own-{copy_format(SHIPPED['mentoring'], by=organiser).pk}"


def as_it_stands(page: Any) -> dict[str, Any]:
    """Return what the page's form would send, unchanged."""
    said: dict[str, Any] = {}
    for form in (page.context["form"], *page.context["roles"], *page.context["steps"]):
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                said[field.html_name] = str(value)
    for formset in (page.context["roles"], page.context["steps"]):
        said |= {f.html_name: str(f.value()) for f in formset.management_form}
    return said


def test_everybody_reads_all_of_them(client_of, alice: Member, ours: str) -> None:
    page = client_of(alice).get("/formats")
    assert [one.code for one in page.context["own"]] == [ours]
    assert len(page.context["shipped"]) == len(SHIPPED)
    for code in (*SHIPPED, ours):
        assert client_of(alice).get(f"/formats/{code}").status_code == 200
    assert client_of(alice).get("/formats/chess").status_code == 404


def test_only_who_organises_copies_and_changes(client_of, alice: Member, ours: str) -> None:
    assert client_of(alice).post("/formats/demo/copies").status_code == 403
    assert client_of(alice).get(f"/formats/{ours}/change").status_code == 403
    assert b"/copies" not in client_of(alice).get("/formats/demo").content


def test_an_organiser_copies_one_and_changes_it(client_of, organiser: Member) -> None:
    browser = client_of(organiser)
    copied = browser.post("/formats/mentoring/copies")
    assert copied.status_code == 303
    said = as_it_stands(browser.get(copied["Location"]))
    said |= {"title": "Our half-hour", "step-0-minutes": "4", "step-1-minutes": "6", "step-3-who": "mentor"}
    changed = browser.post(copied["Location"], said)
    assert changed.status_code == 303
    form = format_by(f"own-{OwnFormat.objects.get().pk}")
    assert form.title == "Our half-hour"
    assert [(step.minutes, step.who) for step in form.steps] == [
        (4, "learner"), (6, "learner"), (14, "mentor"), (6, "mentor"),
    ]  # fmt: skip


def test_steps_change_places_and_are_left_out(client_of, organiser: Member, ours: str) -> None:
    browser = client_of(organiser)
    said = as_it_stands(browser.get(f"/formats/{ours}/change"))
    said |= {"step-0-ORDER": "9", "step-1-DELETE": "on", "minutes": "25"}
    assert browser.post(f"/formats/{ours}/change", said).status_code == 303
    assert [step.title for step in format_by(ours).steps] == [
        "Work on it together", "What I take away", "What happened since",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"step-2-minutes": ""}, "Step 3, “Work on it together” has no minutes."),
        ({"step-2-who": "Chair"}, "Step 3, “Work on it together” is led by “Chair”, and there is no such role."),
        ({"step-0-minutes": "6"}, "The steps take 31 minutes together, and the whole is to take 30."),
        ({"step-4-title": "One more"}, "Step 5, “One more” has no minutes."),
        ({"role-1-title": "Mentor", "role-1-code": "mentor"}, "Two roles have the same name."),
        ({"least": "5"}, "It is for at least 2 people, and for no fewer at most than at least."),
    ],
)
def test_what_does_not_fit_is_told_and_what_was_typed_is_kept(
    client_of, organiser: Member, ours: str, otherwise: dict[str, str], words: str
) -> None:
    browser = client_of(organiser)
    said = as_it_stands(browser.get(f"/formats/{ours}/change")) | {"title": "Typed"} | otherwise
    answer = browser.post(f"/formats/{ours}/change", said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Typed"' in answer.content.decode()
    assert format_by(ours).title == "Workplace mentoring, our way"


def test_the_second_of_two_who_change_it_is_told(client_of, organiser: Member, ours: str) -> None:
    browser = client_of(organiser)
    said = as_it_stands(browser.get(f"/formats/{ours}/change"))
    assert browser.post(f"/formats/{ours}/change", said | {"title": "First"}).status_code == 303
    assert browser.post(f"/formats/{ours}/change", said | {"title": "Second"}).status_code == 409
    assert format_by(ours).title == "First"


def test_what_is_shipped_is_not_changed_here(client_of, organiser: Member) -> None:
    assert client_of(organiser).get("/formats/demo/change").status_code == 404
    assert client_of(organiser).post("/formats/demo/removal").status_code == 404


def test_removing(client_of, organiser: Member, ours: str) -> None:
    assert client_of(organiser).post(f"/formats/{ours}/removal").status_code == 303
    assert client_of(organiser).get(f"/formats/{ours}").status_code == 404


def test_as_many_queries_for_one_as_for_thirty(
    client_of, alice: Member, ours: str, django_assert_max_num_queries
) -> None:
    browser = client_of(alice)
    browser.get("/formats")
    for _ in range(29):
        copy_format(SHIPPED["mentoring"], by=None)
    with django_assert_max_num_queries(9):
        browser.get("/formats")
