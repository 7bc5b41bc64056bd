"""An object of each class, for the walk and the hunt: ``owner``'s, with ``other`` as the other party.

Each function returns the arguments for the addresses of its class. Register it for a class ("need"), for one
action on it ("loop.answer") or for one address ("notices:silence"). Every call makes a new object, at another hour.
What a POST must bring besides stands under "post".
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.utils.crypto import get_random_string

from peerloop.coffee.models import Introduced, Introduction, Round
from peerloop.intake.models import Import, Pickup, SkillList, Upload
from peerloop.kit.tokens import sign
from peerloop.matchmaking.actions import accept, ask, not_this, save_policy
from peerloop.matchmaking.links import PURPOSE
from peerloop.matchmaking.models import Choice, Comparison, Run
from peerloop.matchmaking.policies import Terms
from peerloop.notices.kinds import KINDS
from peerloop.people.actions import add_absence, avoid, block, grant_role
from peerloop.people.models import Avoidance, Block, RoleGrant
from peerloop.schedule.actions import hold_meeting, make_feed
from peerloop.schedule.models import Participation, Session
from peerloop.skills.actions import add_alias, add_broader, endorse, merge_skills, offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.matchmaking.models import Pairing, Request
    from peerloop.people.access import Gate
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

    Sample = Callable[[Member, Member], dict[str, Any]]

SAMPLES: dict[str, Sample] = {}
ONE_ACTS = {"request.answer", "loop.answer", "link.redeem"}
"""What only one of two does: here the owner of the sample is who acts, and the other of a pair is asked as that one."""
NOT_TO_ONESELF = {"offer.endorse"}
NOT_EVEN_THERE = {"watch:metrics", "notices:mailbox", "notices:letter"}
"""Addresses that answer 404 to everybody: without a machine's own secret, or outside the demo."""
BEARER = {"feed.see"}
"""Whoever brings the secret is let in: it is nobody else's."""
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
_number = count()
_named = count()


def sample(*names: str) -> Callable[[Sample], Sample]:
    """Register a function for classes, actions or addresses."""

    def register(build: Sample) -> Sample:
        SAMPLES.update(dict.fromkeys(names, build))
        return build

    return register


def sample_for(route_name: str, gate: Gate) -> Sample:
    """Return what builds the object behind an address: the closest that is registered."""
    for name in (route_name, f"{gate.subject}.{gate.action}", gate.subject):
        if name in SAMPLES:
            return SAMPLES[name]
    raise LookupError(f"tests/access/samples.py has no sample for {route_name} ({gate.subject}, {gate.action})")


@sample("member")
def a_member(owner: Member, other: Member) -> dict[str, Any]:
    """A member is their own."""
    return {"pk": owner.pk}


@sample("absence")
def an_absence(owner: Member, other: Member) -> dict[str, Any]:
    """Days away."""
    return {"pk": add_absence(owner, starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 31)).pk}


@sample("avoidance")
def an_avoidance(owner: Member, other: Member) -> dict[str, Any]:
    """The owner would rather not meet the other."""
    avoid(owner, other)
    return {"pk": Avoidance.objects.get(member=owner, other=other).pk}


@sample("block")
def a_block(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has blocked the other."""
    block(owner, other)
    return {"pk": Block.objects.get(member=owner, other=other).pk}


@sample("device")
def a_device(owner: Member, other: Member) -> dict[str, Any]:
    """A browser in which the owner is signed in."""
    one = UserSession.objects.create(user=owner, ip="192.0.2.1", user_agent="x", session_key=get_random_string(32))
    return {"pk": one.pk}


@sample("administration")
def a_role(owner: Member, other: Member) -> dict[str, Any]:
    """A role that somebody holds, as the administration addresses it."""
    grant_role(other, "analyst", by=None)
    grant = RoleGrant.objects.get(member=other, role="analyst")
    kind = ContentType.objects.get_for_model(RoleGrant).pk
    return {"object_id": grant.pk, "content_type_id": kind, "app_label": "people"}


def a_skill(owner: Member) -> Skill:
    """A skill that nobody has used."""
    return propose_skill(f"Skill number {next(_named)}", by=owner)


def a_need_met(owner: Member, other: Member) -> Need:
    """The owner wants what the other offers."""
    skill = a_skill(other)
    offer(other, skill=skill, level=4, text="I have done it often")
    return want(owner, skill=skill, level=3, text="For my next task")


def an_asking(owner: Member, other: Member) -> Request:
    """The owner has asked the other for an hour."""
    half_hours = next(_number) % 70
    starts_at = NOW + timedelta(days=7 + half_hours // 14, hours=1, minutes=half_hours % 14 * 30)
    return ask(a_need_met(owner, other), teacher=other, starts_at=starts_at, text="Would you?", by=owner)


def a_pairing_of(owner: Member, other: Member) -> Pairing:
    """The other has accepted what the owner asked."""
    return accept(an_asking(owner, other), by=other)


@sample("skill", "organise:demand_of")
def skill(owner: Member, other: Member) -> dict[str, Any]:
    """A skill is everybody's."""
    return {"pk": a_skill(owner).pk}


@sample("offer")
def an_offer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner offers something."""
    return {"pk": offer(owner, skill=a_skill(owner), level=3, text="Gladly").pk}


@sample("endorsement")
def an_endorsement(owner: Member, other: Member) -> dict[str, Any]:
    """The owner vouches for the other."""
    return {"pk": endorse(offer(other, skill=a_skill(other), level=3), by=owner, text="I have seen it").pk}


@sample("need", "suggestion")
def a_need(owner: Member, other: Member) -> dict[str, Any]:
    """The owner wants what the other offers."""
    return {"pk": a_need_met(owner, other).pk, "teacher": other.pk, "post": {"teacher": other.pk}}


@sample("matchmaking:refusing-removal")
def a_refusal(owner: Member, other: Member) -> dict[str, Any]:
    """The owner does not want the other for this."""
    need = a_need_met(owner, other)
    not_this(need, teacher=other, reason="level", by=owner)
    return {"pk": need.pk, "teacher": other.pk}


@sample("request")
def a_request(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has asked."""
    return {"pk": an_asking(owner, other).pk}


@sample("request.answer")
def a_request_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked."""
    return {"pk": an_asking(other, owner).pk}


@sample("link")
def a_link(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say yes."""
    return {"token": sign(PURPOSE, request=an_asking(other, owner).pk, member=owner.pk, answer="acceptance")}


@sample("pairing")
def a_pairing(owner: Member, other: Member) -> dict[str, Any]:
    """The owner learns from the other."""
    return {"pk": a_pairing_of(owner, other).pk}


@sample("introduction")
def an_introduction(owner: Member, other: Member) -> dict[str, Any]:
    """The owner and the other were brought together for a coffee."""
    half_hours = next(_number) % 70
    held = hold_meeting(
        {owner.pk: Participation.Part.PEER, other.pk: Participation.Part.PEER},
        kind=Session.Kind.COFFEE,
        by=None,
        local_date=(NOW + timedelta(days=21 + half_hours // 14)).date(),
        local_time=time(9 + half_hours % 14 // 2, half_hours % 2 * 30),
        zone="UTC",
    )
    made = Introduction.objects.create(round=Round.objects.create(), session=held, answer_by=held.starts_at)
    for member in (owner, other):
        Introduced.objects.create(introduction=made, member=member)
    return {"pk": made.pk, "post": {"met": "yes"}}


@sample("session")
def a_session(owner: Member, other: Member) -> dict[str, Any]:
    """The two meet."""
    return {"pk": a_pairing_of(owner, other).sessions.get().pk}


@sample("feed")
def a_feed(owner: Member, other: Member) -> dict[str, Any]:
    """The owner's private calendar address."""
    return {"secret": make_feed(owner)}


@sample("loop")
def a_loop(owner: Member, other: Member) -> dict[str, Any]:
    """The owner learns."""
    return {"pk": a_pairing_of(owner, other).loop_id}


@sample("loop.answer")
def a_loop_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has taught."""
    return {"pk": a_pairing_of(other, owner).loop_id}


@sample("notices:silence")
def a_way_out(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they hear no more of it."""
    return {"token": sign("silence", member=owner.pk, kind=next(iter(KINDS)))}


@sample("upload")
def an_upload(owner: Member, other: Member) -> dict[str, Any]:
    """A file that the owner has given."""
    return {"pk": Upload.objects.create(by=owner, name="people.csv", content=b"email,name").pk}


@sample("import")
def an_import(owner: Member, other: Member) -> dict[str, Any]:
    """An import that the owner has asked for."""
    return {"pk": Import.objects.create(by=owner, name="people.csv").pk}


@sample("pickup")
def a_pickup(owner: Member, other: Member) -> dict[str, Any]:
    """A place that the owner has a file fetched from."""
    return {"pk": Pickup.objects.create(kind="address", where="https://hr.example.org/", by=owner).pk}


@sample("run")
def a_run(owner: Member, other: Member) -> dict[str, Any]:
    """A matching that the owner has asked for."""
    return {"pk": Run.objects.create(by=owner, finished_at=NOW).pk}


FIGURES = {"needs": 9, "learners": 9, "served": 0, "servable": 0, "met": 0, "score": 0, "bound": 0, "seconds": 1}


@sample("appeal")
def an_appeal(owner: Member, other: Member) -> dict[str, Any]:
    """A run that says that one more teacher would serve five learners."""
    skill = a_skill(other)
    return {"pk": a_run_short_of(skill).pk, "skill": skill.pk, "post": {"text": "Please"}}


def a_run_short_of(skill: Skill) -> Run:
    """A draft that found five learners whom one more teacher of the skill would serve."""
    further = [{"skill": skill.pk, "learners": 5, "places": 5}]
    return Run.objects.create(finished_at=NOW, figures={**FIGURES, "counted": {**FIGURES, "further": further}})


@sample("policy")
def a_policy(owner: Member, other: Member) -> dict[str, Any]:
    """A policy that the owner has saved."""
    return {"pk": save_policy(Terms(), name=f"Policy number {next(_number)}", by=None).pk}


@sample("comparison")
def a_comparison(owner: Member, other: Member) -> dict[str, Any]:
    """A draft beside what stands, in which the other is chosen for the owner."""
    figures = dict.fromkeys(("needs", "learners", "served", "servable", "score", "bound", "seconds"), 1)
    draft = Run.objects.create(by=owner, finished_at=NOW, figures=figures)
    Choice.objects.create(run=draft, need=a_need_met(owner, other), teacher=other, starts_at=NOW)
    return {"pk": Comparison.objects.create(one=draft, by=owner).pk, "post": {"do": "none"}}


@sample("skill.curate")
def a_skill_to_curate(owner: Member, other: Member) -> dict[str, Any]:
    """A skill with another word and a broader one."""
    skill, above = a_skill(owner), a_skill(owner)
    alias = add_alias(skill, f"{skill.name} by another word", by=owner)
    add_broader(skill, above, by=owner)
    return {"pk": skill.pk, "alias": alias.pk, "above": above.pk}


@sample("merge")
def a_merge(owner: Member, other: Member) -> dict[str, Any]:
    """Two skills that the organisation calls one."""
    return {"pk": merge_skills(a_skill(owner), a_skill(owner), by=None).pk}


@sample("skill-list")
def a_skill_list(owner: Member, other: Member) -> dict[str, Any]:
    """A list of skills that has come in."""
    made = {"skills": [], "aliases": [], "waiting": [], "broader": []}
    came = SkillList.objects.create(by=owner, name="skills.csv", asked_at=NOW, finished_at=NOW, made=made)
    return {"pk": came.pk}


@sample("skill-list.make")
def a_skill_list_given(owner: Member, other: Member) -> dict[str, Any]:
    """A list of skills that the owner has given."""
    return {"pk": SkillList.objects.create(by=owner, name="skills.csv", first=b"tag,questions\nCobol,1\n").pk}
