"""A member decides what mail they get; a mail's own way out works with one POST and not with a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from peerloop.kit.tokens import sign
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import QuietHours, Silence
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db
PAGE = "/settings/notices"


def way_out(member: Member, kind: str = "loop_due") -> str:
    return reverse("notices:silence", args=[sign("silence", member=member.pk, kind=kind)])


def test_alice_chooses_what_she_hears_of_and_when(alice: Member, client_of) -> None:
    kept = [code for code in KINDS if code != "loop_due"]
    answer = client_of(alice).post(PAGE, {"kinds": kept, "starts": "18:00", "ends": "09:30"})
    assert answer.status_code == 302
    assert list(Silence.objects.values_list("member", "kind")) == [(alice.pk, "loop_due")]
    hours = QuietHours.objects.get(member=alice)
    assert (hours.starts.hour, hours.ends.minute) == (18, 30)


def test_she_changes_her_mind(alice: Member, client_of) -> None:
    Silence.objects.create(member=alice, kind="loop_due")
    client_of(alice).post(PAGE, {"kinds": list(KINDS), "starts": "18:00", "ends": "08:00"})
    assert not Silence.objects.exists()


def test_a_whole_day_of_quiet_is_refused_and_what_was_chosen_is_kept(alice: Member, client_of) -> None:
    answer = client_of(alice).post(PAGE, {"kinds": ["loop_due"], "starts": "08:00", "ends": "08:00"})
    assert answer.status_code == 422
    assert "a whole day of quiet would hold back every mail" in answer.content.decode()
    assert not QuietHours.objects.exists()
    assert not Silence.objects.exists()


def test_a_look_at_the_way_out_changes_nothing(alice: Member) -> None:
    assert Client().get(way_out(alice)).status_code == 200
    assert not Silence.objects.exists()


def test_one_post_from_a_mail_program_silences_the_kind(alice: Member) -> None:
    """RFC 8058: no cookie, no page, just the POST; and twice is once."""
    strict = Client(enforce_csrf_checks=True)
    for _time in range(2):
        assert strict.post(way_out(alice), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Silence.objects.values_list("member", "kind")) == [(alice.pk, "loop_due")]


@pytest.mark.parametrize("token", ["x", "a:b:c"])
def test_a_made_up_way_out_is_a_404(token: str, db: None) -> None:
    assert Client().post(reverse("notices:silence", args=[token])).status_code == 404


def test_the_way_out_of_somebody_who_left_is_a_404(alice: Member) -> None:
    address = way_out(alice)
    depart(alice, by=None)
    assert Client().post(address).status_code == 404


def test_there_is_no_mailbox_outside_the_demo(alice: Member, client_of) -> None:
    assert client_of(alice).get("/mail").status_code == 404


def test_in_the_demo_each_finds_their_own_letters(
    alice: Member, bo: Member, client_of, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    for member in (alice, bo):
        EmailMessage(f"For {member.name}", "A word", to=[member.email]).send()
    page = client_of(alice).get("/mail")
    assert [letter.subject for letter in page.context["letters"]] == ["For Alice"]
    [letter] = page.context["letters"]
    assert client_of(alice).get(f"/mail/{letter.name}").status_code == 200
    assert client_of(bo).get(f"/mail/{letter.name}").status_code == 404
