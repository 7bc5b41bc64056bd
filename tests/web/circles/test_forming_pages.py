"""Olga asks for circles on the page, looks at the draft, makes it; nobody else comes near it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.html import strip_tags

from peerloop.circles.actions import form_circles
from peerloop.circles.actions.drafting import compute
from peerloop.circles.models import Forming, Invitation
from peerloop.people.models import Member, Team
from peerloop.skills.actions import offer, propose_skill, want
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ClientOf, MakeMember

ASKED = {
    "skills": "Rust", "least": "4", "most": "6", "of_a_team": "2", "minutes": "60", "openness": "open", "format": "",
}  # fmt: skip


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def a_company(make_member: MakeMember, manager: Member) -> list[Member]:
    """Forty people in five teams; one knows Rust, twelve want it, two of these publicly, and one reports to Olga."""
    teams = [Team.objects.create(name=name, key=name) for name in ("red", "green", "blue", "grey", "black")]
    people = [make_member(f"Person {number}", team=teams[number % 5]) for number in range(40)]
    rust = propose_skill("Rust", by=people[0])
    offer(people[0], skill=rust, level=4)
    for member in people[1:13]:
        want(member, skill=rust, level=2, visibility="public" if member in people[1:3] else "matching")
    Member.objects.filter(pk=people[1].pk).update(manager=manager)
    return people


def test_from_the_form_to_invitations(
    organiser: Member, make_member: MakeMember, client_of: ClientOf, work: Callable[[], int]
) -> None:
    people = a_company(make_member, organiser)
    desk = client_of(organiser)
    typed = ASKED | {"uid": str(uuid4())}
    watched = desk.post("/organise/circles", typed, follow=True)
    assert "Circles are being formed" in said(watched.text)
    desk.post("/organise/circles", typed)
    forming = Forming.objects.get()
    work()
    here = f"/organise/circles/{forming.pk}"
    draft = desk.get(here)
    words = said(draft.text)
    assert "A draft: nobody has seen it yet" in words
    assert "One circle" in words
    assert "Person 0" in words  # offers it, as everybody knows
    assert "Person 2" in words  # wants it publicly
    assert "Person 1 " not in words  # reports to Olga
    assert not [person.name for person in people[3:13] if f"{person.name}<" in draft.text]
    assert "smallest change that would help" in words
    assert "or more" in words
    made = desk.post(f"{here}/making", follow=True)
    assert "The circles are being made" in said(made.text)
    work()
    assert "The circles are made" in said(desk.get(here).text)
    invited = Member.objects.filter(pk__in=Invitation.objects.values("member"))
    assert invited.count() == 6
    first = client_of(invited.get(name="Person 0"))
    assert "You are invited" in said(first.get("/circles").text)
    left = Member.objects.filter(name__in=[person.name for person in people[1:13]]).exclude(pk__in=invited).first()
    assert left is not None
    assert "Why there is no circle for you yet" in said(client_of(left).get("/circles").text)
    assert "Why there is no circle for you yet" not in said(first.get("/circles").text)


def test_who_is_to_facilitate_is_named_only_where_everybody_knows_that_they_want_it(
    organiser: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    """Somebody sits in a draft because they want the skill, and that is between them and matching."""
    a_company(make_member, organiser)
    forming = form_circles(by=organiser, skills=list(Skill.objects.filter(name="Rust")), most=6)
    compute(forming, seconds=3)
    draft = forming.drafts.get()
    silent = draft.seats.exclude(member__name__in=["Person 0", "Person 1", "Person 2"]).first().member
    for member, named in ((silent, False), (Member.objects.get(name="Person 0"), True)):
        forming.drafts.update(facilitator=member)
        words = said(client_of(organiser).get(f"/organise/circles/{forming.pk}").text)
        assert (f"{member.name} is asked to facilitate" in words) is named
        assert ("Somebody in it who has passed the course is asked to facilitate." in words) is not named


def test_what_is_typed_wrong_is_said_and_kept(organiser: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    a_company(make_member, organiser)
    for field, value, words in (
        ("skills", "Rust\nBlorb", "We do not know “Blorb”."),
        ("least", "1", "greater than or equal to 2"),
        ("most", "3", "Not fewer than at least"),
    ):
        page = client_of(organiser).post("/organise/circles", ASKED | {field: value, "uid": str(uuid4())})
        assert (page.status_code, words in said(page.text)) == (422, True), page.text
        assert "Rust" in page.text
    assert not Forming.objects.exists()


def test_only_organisers_and_administrators_come_near_it(
    organiser: Member, administrator: Member, facilitator: Member, alice: Member, client_of: ClientOf
) -> None:
    for member, status in ((organiser, 200), (administrator, 200), (facilitator, 403), (alice, 403)):
        assert client_of(member).get("/organise/circles").status_code == status
