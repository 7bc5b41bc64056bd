"""Programmes, how they are doing, and their packs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.guidelines.actions import adopt, draft_guidelines
from peerloop.insight.actions import add_evidence, add_means
from peerloop.kit.clock import now
from peerloop.programmes.actions import join_programme, note_amount, open_programme, set_up_programme
from peerloop.programmes.rules import Aim
from peerloop.programmes.templates import TEMPLATES

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


def _some(organiser: Member, alice: Member, bo: Member, *, opened: bool = True) -> Programme:
    """A season that Alice takes part in, and that Bo backs."""
    like, first = TEMPLATES["mentoring"], (now() - timedelta(days=20)).date()
    aim = Aim("Days until a newcomer has somebody to ask", Decimal(5), "days", "by_hand", Decimal(19), "HR, spring")
    made = set_up_programme(
        by=organiser, title="Winter of mentoring", why=str(like.why), sponsor=bo, starts_on=first,
        ends_on=like.ends_on(first), allowance=120, formats=like.formats, timetable=like.timetable(first),
        objectives=[*like.objectives(), aim],
    )  # fmt: skip
    note_amount(
        made.objectives.get(measured="by_hand"), by=organiser, value=Decimal(12), on=now().date(), source="HR, survey"
    )
    add_evidence(
        made, by=organiser, claim="A newcomer waits nineteen days.", source="HR", link="https://example.org/hr"
    )
    add_means(made, by=organiser, what="Lunch", least=Decimal(300), most=Decimal(450), currency="EUR")
    if opened:
        open_programme(made, by=organiser)
        join_programme(made, by=alice)
    return made


def of_mine(organiser: Member, alice: Member, bo: Member) -> str:
    return f"/programmes/{_some(organiser, alice, bo).pk}"


def draft(organiser: Member, alice: Member, bo: Member) -> str:
    return f"/programmes/{_some(organiser, alice, bo, opened=False).pk}"


def the_list(organiser: Member, alice: Member, bo: Member) -> str:
    _some(organiser, alice, bo)
    return "/programmes"


def people(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/people"


def objectives(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/objectives"


def objective(organiser: Member, alice: Member, bo: Member) -> str:
    return f"/objectives/{_some(organiser, alice, bo).objectives.get(measured='by_hand').pk}"


def timetable(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/timetable"


def organisers(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/organisers"


def copy(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/copies"


def change(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/change"


def joining(organiser: Member, alice: Member, bo: Member) -> str:
    """Bo has not joined; there are guidelines to accept first."""
    made = _some(organiser, alice, bo)
    version = draft_guidelines(by=organiser, template="circles", for_house=False)
    adopt(version, by=organiser, on=now().date())
    made.guidelines = version.guidelines
    made.save(update_fields=["guidelines"])
    return f"/programmes/{made.pk}/participants"


def health(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{of_mine(organiser, alice, bo)}/health"


def pack(organiser: Member, alice: Member, bo: Member) -> str:
    return f"/packs/{_some(organiser, alice, bo).pk}"


def evidence(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{pack(organiser, alice, bo)}/evidence"


def means(organiser: Member, alice: Member, bo: Member) -> str:
    return f"{pack(organiser, alice, bo)}/means"


PAGES = [
    Page("programmes-none", "alice", "/programmes"),
    Page("programmes", "alice", the_list),
    Page("programme", "alice", of_mine),
    Page("programme-run", "organiser", of_mine),
    Page("programme-draft", "organiser", draft),
    Page("programme-templates", "organiser", "/programmes/new"),
    Page("programme-new", "organiser", "/programmes/new?template=mentoring"),
    Page("programme-people", "alice", people),
    Page("programme-objectives", "organiser", objectives),
    Page("programme-objective", "organiser", objective),
    Page("programme-timetable", "organiser", timetable),
    Page("programme-organisers", "organiser", organisers),
    Page("programme-copy", "organiser", copy),
    Page("programme-change", "organiser", change),
    Page("programme-joining", "bo", joining),
    Page("programme-health", "organiser", health),
    Page("programme-pack", "bo", pack),
    Page("programme-evidence", "organiser", evidence),
    Page("programme-means", "organiser", means),
]
