"""What the session's page has of its agenda and questions, and what stays of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.domain.live.conftest import NOON, fresh, minutes

from peerloop.files.queries import files_seen_by
from peerloop.formats.shipped import SHIPPED
from peerloop.journal.leases import work_off
from peerloop.live.actions import keep_notes, pose, say_opinion, set_agenda
from peerloop.live.models import Agenda, AgendaStep, Material, Opinion
from peerloop.live.queries import agenda_of, notes_of
from peerloop.schedule.actions import join_session, record_ended_sessions
from peerloop.web.live import on_session

if TYPE_CHECKING:
    from peerloop.schedule.models import Session


def of(session: Session, end: str = "") -> str:
    return f"/sessions/{session.pk}{end}"


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def as_it_stands(page: Any) -> dict[str, Any]:
    """Return what the agenda's form would send, unchanged."""
    said: dict[str, Any] = {}
    for form in (page.context["form"], *page.context["roles"], *page.context["steps"]):
        said |= {field.html_name: str(field.value()) for field in form if not _empty(field.value())}
    for formset in (page.context["roles"], page.context["steps"]):
        said |= {field.html_name: str(field.value()) for field in formset.management_form}
    return said


def _empty(value: object) -> bool:
    return value is None or value is False


def test_who_leads_takes_a_format_as_the_agenda(client_of, lunch, bo, alice) -> None:
    assert "A format gives you steps, roles and a clock" in text(client_of(bo).get(of(lunch)))
    assert "There is no agenda." in text(client_of(alice).get(of(lunch)))
    assert client_of(alice).post(of(lunch, "/agenda/format"), {"format": "seminar"}).status_code == 403
    assert client_of(bo).post(of(lunch, "/agenda/format"), {"format": "seminar"}).status_code == 303
    assert agenda_of(lunch).title == "Discussion seminar"
    assert "Your role: Moderator." in text(client_of(alice).get(of(lunch)))


def test_nonsense_for_a_format_lays_nothing_out(client_of, lunch, bo) -> None:
    assert client_of(bo).post(of(lunch, "/agenda/format"), {"format": "chess"}).status_code == 303
    assert not Agenda.objects.exists()


def test_steps_roles_and_who_has_them_are_changed(client_of, lunch, bo, charlie) -> None:
    set_agenda(lunch, SHIPPED["lunch_and_learn"], by=bo)
    browser = client_of(bo)
    said = as_it_stands(browser.get(of(lunch, "/agenda")))
    said |= {"step-0-minutes": "10", "step-2-minutes": "10", "step-5-title": "", "role-1-member": str(charlie.pk)}
    assert browser.post(of(lunch, "/agenda"), said).status_code == 303
    agenda = agenda_of(lunch)
    assert [step.minutes for step in agenda.steps.all()] == [10, 5, 10, 12, 8]
    assert {role.code: role.member for role in agenda.roles.all()} == {
        "speaker": bo, "host": charlie, "listeners": None,
    }  # fmt: skip


def test_what_does_not_add_up_can_be_fitted(client_of, lunch, bo) -> None:
    set_agenda(lunch, SHIPPED["lunch_and_learn"], by=bo)
    browser = client_of(bo)
    said = as_it_stands(browser.get(of(lunch, "/agenda"))) | {"step-0-minutes": "50"}
    refused = browser.post(of(lunch, "/agenda"), said)
    assert refused.status_code == 422
    assert "The steps take 90 minutes together, and the whole is to take 45." in text(refused)
    assert browser.post(of(lunch, "/agenda"), said | {"fit": "on"}).status_code == 303
    assert sum(AgendaStep.objects.values_list("minutes", flat=True)) == 45


def test_a_step_without_minutes_is_named_and_what_was_typed_is_kept(client_of, lunch, bo) -> None:
    browser = client_of(bo)
    said = as_it_stands(browser.get(of(lunch, "/agenda"))) | {"step-3-minutes": "", "step-3-title": "Ask away"}
    refused = browser.post(of(lunch, "/agenda"), said)
    assert refused.status_code == 422
    assert "Step 4, “Ask away” has no minutes." in text(refused)
    assert 'value="Ask away"' in refused.content.decode()


def test_the_second_of_two_who_change_it_is_told(client_of, lunch, bo) -> None:
    browser = client_of(bo)
    said = as_it_stands(browser.get(of(lunch, "/agenda")))
    assert browser.post(of(lunch, "/agenda"), said).status_code == 303
    again = browser.post(of(lunch, "/agenda"), said)
    assert again.status_code == 409
    assert "Somebody else has changed the agenda" in text(again)


def test_who_came_is_on_nobodys_agenda_form_once_it_is_over(client_of, clock, lunch, bo) -> None:
    during = client_of(bo).get(of(lunch, "/agenda"))
    assert "Charlie" in text(during)
    said = as_it_stands(during)
    clock.move_to(NOON + minutes(45 + 60))
    for answer in (client_of(bo).get(of(lunch, "/agenda")), client_of(bo).post(of(lunch, "/agenda"), said)):
        assert (answer.status_code, answer["Location"]) == (303, of(lunch))


def test_who_only_looks_sees_steps_and_roles_but_neither_names_nor_questions(lunch, bo, alice, people) -> None:
    [looker] = people(1)
    set_agenda(lunch, SHIPPED["lunch_and_learn"], by=bo)
    pose(fresh(lunch), text="Why not a subquery?", by=alice)
    shown = on_session.agenda(fresh(lunch), looker).context
    assert [line.who for line in shown["lines"]] == ["Host", "Speaker", "Speaker", "Host", "all"]
    assert (shown["leads"], shown["takes_part"]) == (False, False)
    assert on_session.questions(fresh(lunch), looker) is None
    assert on_session.afterwards(fresh(lunch), looker) is None


def test_two_who_write_notes_at_once_see_both_texts(client_of, clock, lunch, alice, bo) -> None:
    clock.move_to(NOON + minutes(50))
    page = client_of(alice).get(of(lunch, "/notes"))
    said = {"text": "Mine", "sequence": str(page.context["form"]["sequence"].value())}
    keep_notes(fresh(lunch), text="Bo's", sequence=0, by=bo)
    refused = client_of(alice).post(of(lunch, "/notes"), said)
    assert refused.status_code == 409
    assert "Bo has written while you were writing." in text(refused)
    assert "Bo&#x27;s" in refused.content.decode()
    again = {"text": "Bo's and mine", "sequence": str(refused.context["form"]["sequence"].value())}
    assert client_of(alice).post(of(lunch, "/notes"), again).status_code == 303
    assert notes_of(lunch).text == "Bo's and mine"
    assert "Last written by Alice" in text(client_of(bo).get(of(lunch)))


def test_a_link_and_a_file_are_kept_and_taken_away(client_of, lunch, alice, bo, dana) -> None:
    browser = client_of(bo)
    link = {"kind": "recording", "title": "The recording", "url": "https://video.example.org/1"}
    assert browser.post(of(lunch, "/material"), link).status_code == 303
    file = SimpleUploadedFile("slides.txt", b"What I showed")
    assert browser.post(of(lunch, "/material"), {"kind": "slides", "file": file}).status_code == 303
    page = client_of(alice).get(of(lunch))
    assert 'href="https://video.example.org/1" rel="noopener noreferrer"' in page.content.decode()
    kept = Material.objects.get(file__isnull=False)
    assert f'href="/files/{kept.file.uid}"' in page.content.decode()
    assert list(files_seen_by(alice)) == [kept.file]
    assert client_of(dana).get(f"/files/{kept.file.uid}").status_code == 404
    assert client_of(alice).post(f"/material/{kept.pk}/removal").status_code == 403
    assert browser.post(f"/material/{kept.pk}/removal").status_code == 303
    assert Material.objects.count() == 1


@pytest.mark.parametrize("said", [{}, {"url": "javascript:alert(1)"}, {"url": "https://x.example", "kind": "song"}])
def test_what_cannot_be_kept_is_told_on_a_page_of_its_own(client_of, lunch, bo, said) -> None:
    refused = client_of(bo).post(of(lunch, "/material"), {"kind": "slides", "title": "Mine"} | said)
    assert refused.status_code == 422
    assert 'value="Mine"' in refused.content.decode()
    assert not Material.objects.exists()


def test_two_taps_and_at_the_close_who_led_reads_the_pool(client_of, clock, announced, people, bo) -> None:
    twelve = people(12)
    session = announced(*twelve)
    clock.move_to(NOON + minutes(50))
    record_ended_sessions()
    for number, member in enumerate(twelve):
        browser = client_of(member)
        assert "Two taps" in text(browser.get(of(session)))
        said = {"worth": "yes" if number < 8 else "no", "usable": "partly", "text": f"Good {number}"}
        assert browser.post(of(session, "/feedback"), said).status_code == 303
    assert "Good 3" not in text(client_of(bo).get(of(session)))
    assert client_of(bo).get(of(session, "/feedback")).status_code == 403
    clock.move_to(NOON + minutes(45) + timedelta(days=3))
    work_off()
    told = text(client_of(bo).get(of(session)))
    assert "Worth my time? yes: at least 5 I can use it? partly: at least 10" in told
    assert all(f"Good {number}" in told for number in range(12))
    assert "at least 5" not in text(client_of(twelve[0]).get(of(session)))


def test_a_tap_that_is_missing_is_told(client_of, clock, announced, people, bo) -> None:
    seven = people(7)
    session = announced(*seven)
    clock.move_to(NOON + minutes(50))
    refused = client_of(seven[0]).post(of(session, "/feedback"), {"usable": "yes", "text": "Kept"})
    assert refused.status_code == 422
    assert "Kept" in text(refused)
    assert not Opinion.objects.exists()


def test_of_two_the_other_reads_it_signed(client_of, clock, hour, alice, bo) -> None:
    clock.move_to(NOON + minutes(31))
    client_of(alice).post(of(hour, "/feedback"), {"worth": "yes", "usable": "partly", "text": "Your example helped"})
    told = text(client_of(bo).get(of(hour)))
    assert "What Alice says to you Worth the time: yes. Can use it: partly. Your example helped" in told


def test_as_many_queries_for_two_as_for_thirty(
    client_of, clock, announced, people, bo, django_assert_max_num_queries
) -> None:
    everybody = people(30)
    session = announced(everybody[0])
    set_agenda(session, SHIPPED["lunch_and_learn"], by=bo)
    browser = client_of(bo)
    browser.get(of(session))
    with django_assert_max_num_queries(40) as few:
        browser.get(of(session))
    for member in everybody[1:]:
        join_session(session, by=member)
        pose(fresh(session), text=f"And {member.name}?", by=member)
    with django_assert_max_num_queries(len(few)):
        browser.get(of(session))


def test_opinions_stay_after_the_close_where_two_met(client_of, clock, hour, alice, bo) -> None:
    clock.move_to(NOON + minutes(31))
    say_opinion(hour, worth="no", usable="no", by=bo)
    clock.move_to(NOON + timedelta(days=9))
    assert "What Bo says to you" in text(client_of(alice).get(of(hour)))
