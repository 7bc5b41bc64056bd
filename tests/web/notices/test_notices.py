"""A member decides what reaches them and how; a mail's own way out works with one POST and not with a look."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from peerloop.kit.clock import now
from peerloop.kit.tokens import sign
from peerloop.notices.channels import GROUPS, Channel
from peerloop.notices.kinds import KINDS
from peerloop.notices.links import way_back, way_out
from peerloop.notices.models import DigestTime, Preference, QuietHours
from peerloop.notices.queries import channels_of
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db
PAGE = "/settings/notices"


def out_of(member: Member, kind: str = "loop_due") -> str:
    return reverse("notices:silence", args=[sign("silence", member=member.pk, kind=kind)])


def wished(**changed: Any) -> dict[str, Any]:
    """What the form brings where nothing but ``changed`` was touched."""
    kinds = {code: kind.channel for code, kind in KINDS.items()}
    times = {"every": "day", "weekday": "0", "hour": "8", "starts": "19:00", "ends": "08:00"}
    return {**{f"all-{group}": "" for group in GROUPS}, **kinds, **times, **changed}


def preferences() -> list[tuple[int, str, str]]:
    return list(Preference.objects.order_by("kind").values_list("member", "kind", "channel"))


def test_alice_chooses_what_reaches_her_and_when(alice: Member, client_of) -> None:
    answer = client_of(alice).post(PAGE, wished(loop_due="page", starts="18:00", ends="09:30", hour="10", every="week"))
    assert answer.status_code == 302
    assert preferences() == [(alice.pk, "loop_due", "page")]
    hours = QuietHours.objects.get(member=alice)
    assert (hours.starts.hour, hours.ends.minute) == (18, 30)
    plan = DigestTime.objects.get(member=alice)
    assert (plan.every, plan.weekday, plan.hour, plan.paused_at) == ("week", 0, 10, None)


def test_she_changes_her_mind_and_nothing_is_kept_that_is_as_for_everybody(alice: Member, client_of) -> None:
    client_of(alice).post(PAGE, wished(loop_due="none"))
    client_of(alice).post(PAGE, wished())
    assert preferences() == []


def test_a_whole_group_at_once(alice: Member, client_of) -> None:
    client_of(alice).post(PAGE, wished(**{"all-loops": "digest"}, loop_due="none"))
    loops = {code for code, kind in KINDS.items() if kind.group == "loops"}
    assert {code for code, channel in channels_of(alice).items() if channel == Channel.DIGEST} >= loops
    assert {kind for _member, kind, _channel in preferences()} == {
        code for code in loops if KINDS[code].channel != Channel.DIGEST
    }


def test_what_only_organisers_get_stands_in_their_settings_alone(alice: Member, organiser: Member, client_of) -> None:
    seen = [str(GROUPS["organising"]) in client_of(who).get(PAGE).content.decode() for who in (alice, organiser)]
    assert seen == [False, True]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": "08:00", "ends": "08:00"}, "a whole day of quiet would hold back every mail"),
        ({"hour": "22"}, "That hour lies in your quiet hours"),
        ({"hour": "24"}, "24 is not one of the available choices"),
        ({"loop_due": "pigeon"}, "pigeon is not one of the available choices"),
        ({"starts": "late"}, "Enter a valid time"),
    ],
)
def test_what_does_not_go_is_said_by_its_field_and_nothing_is_saved(
    changed: dict[str, str], said: str, alice: Member, client_of
) -> None:
    answer = client_of(alice).post(PAGE, wished(loop_asked="page", **changed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["form"]["loop_asked"].value() == "page"
    assert preferences() == []
    assert not QuietHours.objects.exists()


def test_never_ends_the_digests_and_the_page_says_so(alice: Member, client_of) -> None:
    browser = client_of(alice)
    browser.post(PAGE, wished(every="never", hour="9"))
    assert "You get no digests at present" in browser.get(PAGE).content.decode()
    browser.post(PAGE, wished(every="week"))
    assert DigestTime.objects.get(member=alice).paused_at is None


def test_a_look_at_the_way_out_changes_nothing(alice: Member) -> None:
    assert Client().get(out_of(alice)).status_code == 200
    assert preferences() == []


def test_one_post_from_a_mail_program_silences_the_kind(alice: Member) -> None:
    """RFC 8058: no cookie, no page, just the POST; and twice is once."""
    strict = Client(enforce_csrf_checks=True)
    for _time in range(2):
        assert strict.post(out_of(alice), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert preferences() == [(alice.pk, "loop_due", "page")]


@pytest.mark.parametrize("clicks", [1, 2])
def test_whoever_clicked_by_mistake_takes_it_back(clicks: int, alice: Member) -> None:
    for _click in range(clicks):
        done = Client().post(out_of(alice))
    assert "no more mail about that" in done.content.decode()
    back = Client().post(reverse("notices:hearing", args=[done.context["back"]]))
    assert "you hear of that as you did" in back.content.decode()
    assert preferences() == []


def test_the_way_out_of_a_digest_ends_the_digests_and_the_way_back_brings_them_again(alice: Member) -> None:
    address = way_out(alice.pk).partition("/silence/")[2]
    done = Client().post(f"/silence/{address}")
    assert DigestTime.objects.get(member=alice).paused_at is not None
    assert preferences() == []
    Client().post(reverse("notices:hearing", args=[done.context["back"]]))
    assert DigestTime.objects.get(member=alice).paused_at is None


def test_a_forwarded_way_out_tells_nobody_whose_it_is(alice: Member, bo: Member, client_of) -> None:
    """Bo has Alice's mail: he can end that kind for her, as whoever has a mail can, and learns nothing of her."""
    for said in (client_of(bo).get(out_of(alice)), client_of(bo).post(out_of(alice))):
        assert alice.name not in said.content.decode()
        assert alice.email not in said.content.decode()
    assert preferences() == [(alice.pk, "loop_due", "page")]


@pytest.mark.parametrize("name", ["notices:silence", "notices:hearing"])
@pytest.mark.parametrize("token", ["x", "a:b:c"])
def test_a_made_up_way_is_a_404(token: str, name: str, db: None) -> None:
    assert Client().post(reverse(name, args=[token])).status_code == 404


def test_a_way_out_is_no_way_back_and_none_for_another_kind(alice: Member) -> None:
    out = sign("silence", member=alice.pk, kind="loop_due")
    assert Client().post(reverse("notices:hearing", args=[out])).status_code == 404
    for wrong in (sign("silence", member=alice.pk, kind="made_up"), sign("link", member=alice.pk, kind="loop_due")):
        assert Client().post(reverse("notices:silence", args=[wrong])).status_code == 404
    odd = sign("hearing", member=alice.pk, kind="loop_due", channel="pigeon")
    assert Client().post(reverse("notices:hearing", args=[odd])).status_code == 404


def test_a_way_ends_a_year_after_its_mail_and_the_way_back_after_a_day(alice: Member) -> None:
    out, back = out_of(alice), reverse("notices:hearing", args=[way_back(alice.pk, "loop_due", "mail")])
    with time_machine.travel(now() + timedelta(days=2)):
        assert Client().post(back).status_code == 404
        assert Client().get(out).status_code == 200
    with time_machine.travel(now() + timedelta(days=366)):
        assert Client().post(out).status_code == 404


def test_the_ways_of_somebody_who_left_are_a_404(alice: Member) -> None:
    out, back = out_of(alice), reverse("notices:hearing", args=[way_back(alice.pk, "loop_due", "mail")])
    depart(alice, by=None)
    assert [Client().post(address).status_code for address in (out, back)] == [404, 404]


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
