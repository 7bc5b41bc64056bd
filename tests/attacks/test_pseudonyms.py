"""Alice asks under a pseudonym. Bo, Charlie, her manager and the moderators look everywhere for who it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from tests.domain.questions.conftest import asked, has_shown, whispered

from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry, EntryDetail, Job
from peerloop.kit import clock
from peerloop.people.actions import block, depart, revoke_role
from peerloop.questions.actions import (
    accept,
    accept_no_longer,
    answer,
    ask,
    ask_more,
    ask_who_asked,
    begin_from,
    escalate_due,
    have_too,
    leave_sealed,
    make_session,
    open_seal,
    release_due,
    remark,
    reword,
    say_helped,
    take_question_back,
)
from peerloop.questions.models import Acceptance, Answer, Asked, Opening, Question, Remark, Sealed
from peerloop.questions.queries import listed, page
from peerloop.questions.rules import next_quarter
from peerloop.schedule.models import Invitation
from peerloop.search.models import Document
from peerloop.search.queries import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

AT = datetime(2026, 11, 23, 8, 3, 17, tzinfo=UTC)
QUARTER = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _three_past_eight() -> Iterator[None]:
    with clock.at(AT):
        yield


@pytest.fixture
def rust(dana: Member) -> Skill:
    from peerloop.skills.actions import propose_skill

    return propose_skill("Rust", by=dana)


def plain(browser: Client, address: str) -> str:
    """Return all that an answer says, without what is new in each."""
    answered = browser.get(address)
    body = re.sub(
        r'(csrfmiddlewaretoken" value=|"x-csrftoken": |name="uid" value=)"[^"]*"', "", answered.content.decode()
    )
    headers = {
        name: value for name, value in answered.headers.items() if name not in {"X-Request-ID", "Content-Length"}
    }
    return f"{body}\n{headers}"


def traces(member: Member) -> list[str]:
    return [member.name, f'/members/{member.pk}"', member.email]


def test_nothing_is_there_before_the_quarter_hour(alice: Member, bo: Member, client_of: ClientOf) -> None:
    before = [table.objects.count() for table in (Question, Document)]
    waiting = ask(by=alice, title="Secretly?", pseudonymous=True, to=[bo])
    assert [table.objects.count() for table in (Question, Document)] == before
    assert client_of(bo).get(f"/questions/{waiting.uid}").status_code == 404
    assert "Secretly" not in client_of(bo).get("/questions?which=open").content.decode()
    assert "Secretly" in client_of(alice).get("/questions?which=mine").content.decode()
    with clock.at(QUARTER - timedelta(seconds=1)):
        assert release_due() == 0
    with clock.at(QUARTER + timedelta(minutes=4)):  # a worker that is late tells no other time
        assert (release_due(), release_due()) == (1, 0)
    assert Question.objects.get(uid=waiting.uid).at == QUARTER


def test_no_page_mail_search_or_list_of_anybody_else_names_her(
    alice: Member, bo: Member, charlie: Member, dana: Member, moderator: Member, rust: Skill, client_of: ClientOf
) -> None:
    question = whispered(alice, "Is this safe in Rust?", skill=rust, to=[bo, charlie], text="Between us.")
    given = answer(question, by=bo, text="Quite safe.")
    remark(question, by=alice, text="Which part?", on=given)
    accept(given, by=alice)
    with clock.at(next_quarter(QUARTER)):
        release_due()
        work_off()
        addresses = [
            f"/questions/{question.uid}", "/questions?which=open", "/questions?which=answered", "/questions?which=you",
            "/questions/similar?title=safe+rust", "/find?q=safe+rust", "/notices", "/",
            f"/skills/{rust.pk}", f"/answers/{given.pk}",
        ]  # fmt: skip
        for reader in (bo, charlie, dana, moderator):
            said = "\n".join(plain(client_of(reader), address) for address in addresses)
            own = {alice.name} if reader == dana else set()  # her manager's pages name her for other reasons
            assert [trace for trace in traces(alice) if trace in said and trace not in own] == []
            assert "Which part?" in said
    letters = [str(letter.message()) for letter in mail.outbox if alice.email not in letter.to[0]]
    assert letters
    assert [letter for letter in letters if any(trace in letter for trace in traces(alice))] == []


def test_it_looks_the_same_whoever_asked(
    alice: Member, charlie: Member, bo: Member, dana: Member, client_of: ClientOf
) -> None:
    """Two worlds that differ in who asked alone: every byte that Bo gets is the same, and the asker's own is not."""
    question = whispered(alice, "Who am I?")
    addresses = [f"/questions/{question.uid}", "/questions?which=open", "/find?q=who+am"]
    one = [plain(client_of(bo), address) for address in addresses]
    own = [plain(client_of(alice), address) for address in addresses]
    Sealed.objects.update(member=charlie)
    assert [plain(client_of(bo), address) for address in addresses] == one
    assert [plain(client_of(alice), address) for address in addresses] != own


def test_no_table_but_the_sealed_one_names_her(alice: Member, bo: Member, charlie: Member) -> None:
    """Neither the question's rows nor what is indexed, journalled, queued or sent hold her number."""
    before = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    question = whispered(alice, to=[bo])
    given = answer(question, by=bo, text="So.")
    reword(question, by=alice, title="How do I lend twice?", text="", skill=None, sequence=0)
    remark(question, by=alice, text="Truly?")
    accept(given, by=alice)
    with clock.at(next_quarter(QUARTER)):
        release_due()
        accept_no_longer(given, by=alice)
    with clock.at(next_quarter(next_quarter(QUARTER))):
        release_due()
        escalate_due()
        take_question_back(question, by=alice)
    entries = Entry.objects.filter(pk__gt=before)
    assert {entry.verb for entry in entries} >= {
        "question.waits", "question.asked", "question.put", "question.reworded", "remark.made", "answer.accepted",
        "answer.unaccepted", "question.taken_back",
    }  # fmt: skip
    named = [entry.verb for entry in entries if alice.pk in [entry.actor, *entry.about]]
    assert named == []
    assert not [one for one in EntryDetail.objects.filter(entry__pk__gt=before) if one.data != "{}"]
    assert not [job for job in Job.objects.filter(kind__startswith="question") if str(alice.pk) in str(job.payload)]
    assert list(Question.objects.values_list("by", flat=True)) == [None]
    assert set(Asked.objects.values_list("member", flat=True)) <= {bo.pk}
    assert list(Remark.objects.values_list("by", flat=True)) == []


def test_numbers_and_order_tell_no_time(alice: Member, bo: Member, charlie: Member, dana: Member) -> None:
    """Asked before and after named questions, they come out together, at one time, in an order drawn by lot."""
    orders = set()
    for number in range(12):
        with clock.at(AT + timedelta(days=number)):
            waiting = [ask(by=by, title=f"{by.name} {number}?", pseudonymous=True) for by in (alice, charlie, dana)]
            named = asked(bo, f"Named {number}?")
        with clock.at(QUARTER + timedelta(days=number, minutes=1)):
            release_due()
        sealed = list(Question.objects.filter(uid__in=[one.uid for one in waiting]).order_by("pk"))
        assert {one.at for one in sealed} == {QUARTER + timedelta(days=number)}
        assert min(one.pk for one in sealed) > named.pk
        orders.add(tuple([one.uid for one in waiting].index(one.uid) for one in sealed))
    assert len(orders) > 1


def test_what_she_does_later_waits_for_the_quarter_hour_too(alice: Member, bo: Member, charlie: Member) -> None:
    question = whispered(alice, "Who am I?")
    given, other = (answer(question, by=by, text=f"Says {by.name}.") for by in (bo, charlie))

    def seen() -> tuple[object, ...]:
        shown = page(bo, question.uid)
        assert shown is not None
        accepted = [one.answer.text for one in shown.answers if one.its.accepted]
        return shown.question.title, [one.text for one in shown.remarks], accepted

    with clock.at(QUARTER + timedelta(minutes=3)):
        reword(question, by=alice, title="Who are you?", text="", skill=None, sequence=0)
        remark(question, by=alice, text="Hm.")
        accept(other, by=alice)
        accept(given, by=alice)
        assert seen() == ("Who am I?", [], [])
        own = page(alice, question.uid)
        assert own is not None
        assert ([one.text for one in own.remarks], [one.its.deciding for one in own.answers]) == (
            ["Hm."],
            [True, False],
        )
    with clock.at(next_quarter(QUARTER)):
        release_due()
        assert seen() == ("Who are you?", ["Hm."], ["Says Bo."])
        accept_no_longer(given, by=alice)
        assert seen()[2] == ["Says Bo."]
    with clock.at(next_quarter(next_quarter(QUARTER))):
        release_due()
        assert (seen()[2], Acceptance.objects.count()) == ([], 0)


def test_a_block_is_no_way_to_ask_who_it_is(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    """For a named question the page vanishes; for one under a pseudonym nothing changes, to the byte."""
    question = whispered(alice, "Who am I?")
    addresses = [f"/questions/{question.uid}", "/questions?which=open", "/find?q=who+am"]
    before = [plain(client_of(bo), address) for address in addresses]
    for one, other in ((bo, alice), (bo, charlie)):
        block(one, other)
    assert [plain(client_of(bo), address) for address in addresses] == before


def test_leaving_is_no_way_either(alice: Member, bo: Member, client_of: ClientOf) -> None:
    question = whispered(alice, "Who am I?")
    have_too(question, by=bo)
    before = plain(client_of(bo), f"/questions/{question.uid}")
    depart(alice, by=None)
    assert plain(client_of(bo), f"/questions/{question.uid}") == before


def test_what_would_name_her_is_not_possible_by_mistake(
    alice: Member, bo: Member, charlie: Member, rust: Skill
) -> None:
    question = whispered(alice, "Who am I?", skill=rust)
    given = answer(question, by=bo, text="You tell me.")
    with pytest.raises(PermissionDenied):
        answer(question, by=alice, text="I am Alice.")
    with pytest.raises(PermissionDenied):
        say_helped(given, by=alice)
    assert have_too(question, by=alice) == 0
    assert begin_from(given, by=alice).askings.count() == 0  # its author is not asked to stand by her loop
    assert begin_from(given, by=charlie).askings.count() == 1
    with clock.at(QUARTER):
        make_session(question, by=bo)
    assert list(Invitation.objects.all()) == []


def test_the_three_of_a_proposal_are_counted_without_asking_who_they_are(
    alice: Member, bo: Member, charlie: Member
) -> None:
    """If a pseudonym that is Bo's counted as Bo, two questions of others would be a way to ask."""
    from peerloop.questions.actions import gather_alike

    counted = []
    for secret in (bo, charlie):
        Question.objects.all().delete()
        asked(alice, "How do I borrow twice in Rust?")
        asked(bo, "How do I borrow once in Rust?")
        whispered(secret, "How do I borrow thrice in Rust?")
        with clock.at(AT + timedelta(days=2)):
            counted.append(gather_alike())
    assert counted == [1, 1]


def test_two_moderators_with_a_reason_open_it_and_she_is_told(
    alice: Member, bo: Member, dana: Member, moderator: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    second, third = (make_member(name, roles=["moderator"]) for name in ("Mia", "Max"))
    manages = make_member("Maud", roles=["moderator"])
    make_member("Ned", manager=manages)
    question = whispered(alice, "Where does Bo live?")
    for nobody in (bo, dana, manages):
        with pytest.raises(PermissionDenied):
            ask_who_asked(question, by=nobody, reason="I wonder.")
    with pytest.raises(ValidationError):
        ask_who_asked(question, by=moderator, reason=" ")
    with pytest.raises(PermissionDenied):
        open_seal(question, by=moderator)
    ask_who_asked(question, by=moderator, reason="It stalks a colleague.")
    for nobody in (moderator, manages, bo):
        with pytest.raises(PermissionDenied):
            open_seal(question, by=nobody)
    assert [page(one, question.uid).who for one in (moderator, second)] == [None, None]  # type: ignore[union-attr]
    open_seal(question, by=second)
    assert {one.name: page(one, question.uid).who for one in (moderator, second, third, manages, bo)} == {  # type: ignore[union-attr]
        "Mo": alice, "Mia": alice, "Max": None, "Maud": None, "Bo": None,
    }  # fmt: skip
    work_off()
    told = [letter for letter in mail.outbox if alice.email in letter.to[0]]
    assert [("It stalks a colleague." in str(letter.body), "Mo" in str(letter.body)) for letter in told] == [
        (True, True)
    ]
    assert "Alice" in client_of(moderator).get(f"/questions/{question.uid}").content.decode()


def test_a_moderator_opens_nothing_of_their_own_and_may_leave_it_sealed(
    moderator: Member, bo: Member, make_member: MakeMember
) -> None:
    second = make_member("Mia", roles=["moderator"])
    question = whispered(moderator, "Who am I?")
    with pytest.raises(PermissionDenied):
        ask_who_asked(question, by=moderator, reason="I know it.")
    ask_who_asked(question, by=second, reason="It is rude.")
    leave_sealed(question, by=second)
    assert not Opening.objects.exists()
    with pytest.raises(PermissionDenied):
        ask_who_asked(asked(bo, "Named?"), by=second, reason="Why not.")


def test_two_open_a_seal_who_are_both_fit_for_it_then(
    alice: Member, moderator: Member, bo: Member, make_member: MakeMember
) -> None:
    """Mo asks for it, and moderates no more when Mia agrees; later Mia has people to manage."""
    mia, max_ = make_member("Mia", roles=["moderator"]), make_member("Max", roles=["moderator"])
    question = whispered(alice, "Who am I?")
    ask_who_asked(question, by=moderator, reason="It stalks a colleague.")
    revoke_role(moderator, "moderator", by=None)
    with pytest.raises(PermissionDenied):
        open_seal(question, by=mia)
    leave_sealed(question, by=mia)
    ask_who_asked(question, by=mia, reason="It stalks a colleague.")
    open_seal(question, by=max_)
    bo.manager = mia
    bo.save(update_fields=["manager"])
    assert [page(one, question.uid).who for one in (mia, max_)] == [None, alice]  # type: ignore[union-attr]


def test_more_are_asked_at_the_quarter_hour_for_the_minute_would_tell(alice: Member, bo: Member) -> None:
    """Bo would look who is at their desk at seven past."""
    question = whispered(alice, "Who am I?")
    with clock.at(QUARTER + timedelta(minutes=7)):
        assert ask_more(question, [bo], by=alice) == [bo.pk]
    assert list(Asked.objects.values_list("member", "told_at")) == [(bo.pk, None)]
    assert (page(bo, question.uid).asked, listed(bo, "you", at_most=5)) == (None, [])  # type: ignore[union-attr]
    assert not Entry.objects.filter(verb="question.put").exists()
    next_one = QUARTER + timedelta(minutes=15)
    with clock.at(next_one):
        release_due()
    assert list(Asked.objects.values_list("member", "told_at")) == [(bo.pk, next_one)]
    assert [(one.actor, one.about) for one in Entry.objects.filter(verb="question.put")] == [(None, [bo.pk])]


def test_routing_asks_as_if_anybody_had_asked(
    alice: Member, bo: Member, charlie: Member, make_member: MakeMember
) -> None:
    """Who has often helped Alice is no likelier to be asked by a pseudonym of hers than by anybody's."""
    from peerloop.questions.queries.routing import route

    zoe = make_member("Zoe")
    for number in range(3):
        has_shown(bo, alice, f"Borrowing {number} in Rust?", "Clone it.", timedelta(days=9 - number))
        has_shown(charlie, zoe, f"Lending {number} in Rust?", "Clone it.", timedelta(days=9 - number))
    orders = [
        [one.member.name for one in route(by, "Moving in Rust?", "", pseudonymous=True).helpers] for by in (alice, zoe)
    ]
    assert orders[0] == orders[1]


def test_the_sealed_table_is_the_only_way(alice: Member, bo: Member) -> None:
    """The whole database, row by row: her number stands beside the question's in the sealed row alone."""
    question = whispered(alice, "Who am I?", to=[bo])
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                fields = dict(zip(columns, row, strict=True))
                if fields.get("question_id") == question.pk and fields.get("member_id") == alice.pk:
                    found.append(table)
    assert found == ["questions_sealed"]
    assert [one.mine for one in listed(bo, "open", at_most=5)] == [False]
    assert [one.mine for one in listed(alice, "open", at_most=5)] == [True]
    assert [hit.kind for hit in find(bo, "Alice").hits] == ["member"]
    assert list(Answer.objects.all()) == []
