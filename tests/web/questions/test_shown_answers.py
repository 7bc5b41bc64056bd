"""An answer that is filled in reads as one that is rendered for itself: for every reader, whatever became of it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.test import Client, RequestFactory
from tests.domain.questions.conftest import asked, whispered

from peerloop.kit import clock
from peerloop.people.actions import depart
from peerloop.questions.actions import (
    accept,
    answer,
    begin_from,
    change_answer,
    hide_answer,
    remark,
    say_helped,
    thank_for,
    verify,
)
from peerloop.questions.queries import page
from peerloop.skills.actions import endorse, offer, propose_skill
from peerloop.web.templatetags.stencils import StencilNode

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.questions.models import Question

MONDAY = datetime(2026, 11, 23, 8, 3, tzinfo=UTC)


def html(reader: Member, question: Question, *, for_itself: int | None = None) -> str:
    """The answers as the page has them; one of them rendered for itself."""
    shown = page(reader, question.uid)
    assert shown is not None
    request = RequestFactory().get("/")
    request.user = reader
    context = {"shown": shown, "question": shown.question, "answered_to": for_itself}
    said = get_template("questions/_answers.html").render(context, request)
    return " ".join(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", said).split())


def lived_through(
    alice: Member, bo: Member, charlie: Member, dana: Member, moderator: Member, eve: Member
) -> list[Question]:
    """Two questions whose answers have seen everything."""
    rust = propose_skill("Rust", by=dana)
    endorse(offer(dana, skill=rust), by=bo)
    named, sealed = asked(alice, skill=rust), whispered(alice, "Who am I?", skill=rust)
    for question in (named, sealed):
        by = ((bo, ""), (charlie, "https://example.org/?a=1&b=2"), (dana, "A book, page 3"), (eve, ""))
        first, second, third, fourth = (
            answer(question, by=one, text="As **@Charlie** says.", source=source, another_view=bool(source))
            for one, source in by
        )
        answer(question, by=bo, text="Once more.")
        remark(question, by=charlie, text="Is that not <slow>?", on=first)
        accept(first, by=alice)
        for one in (alice, charlie, dana):
            if question is named or one is not alice:
                say_helped(first, by=one)
        verify(second, by=dana, look_again_on=date(2026, 12, 24), sequence=0)
        if question is named:
            thank_for(second, by=alice)
            begin_from(second, by=alice)
        change_answer(third, by=dana, text="Otherwise.", another_view=False, source="", sequence=0)
        hide_answer(fourth, by=moderator, reason="It <names> a customer.")
    return [named, sealed]


def test_filled_in_it_reads_as_rendered_for_itself(
    alice: Member, bo: Member, charlie: Member, dana: Member, moderator: Member, make_member: MakeMember
) -> None:
    with clock.at(MONDAY):
        eve, leaver = make_member("Eve"), make_member("Leo <Lee>", email="leo@example.org")
        questions = lived_through(alice, bo, charlie, dana, moderator, eve)
        for question in questions:
            answer(question, by=leaver, text="Farewell.")
        depart(leaver, by=None)
        for reader in (alice, bo, charlie, dana, moderator, eve):
            for question in questions:
                filled = html(reader, question)
                for one in page(reader, question.uid).answers:  # type: ignore[union-attr]
                    assert html(reader, question, for_itself=one.answer.pk) == filled
    nodes = get_template("questions/_answers.html").template.nodelist.get_nodes_by_type(StencilNode)
    assert [None in node.cut.values() for node in nodes if isinstance(node, StencilNode)] == [False]


def test_its_page_asks_as_often_for_thirty_answers_as_for_one(
    alice: Member, bo: Member, client_of: ClientOf, make_member: MakeMember
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(browser: Client, question: Question) -> int:
        browser.get(f"/questions/{question.uid}")
        with CaptureQueriesContext(connection) as found:
            browser.get(f"/questions/{question.uid}")
        return len(found)

    one, many = asked(alice), asked(alice, "Where is the stapler?")
    answer(one, by=bo, text="So.")
    for number in range(30):
        answer(many, by=make_member(f"Colleague {number}"), text=f"So {number}.")
    browser = client_of(alice)
    assert queries(browser, one) == queries(browser, many) <= 10


def test_each_reader_gets_their_own_token(alice: Member, bo: Member, charlie: Member) -> None:
    """What Bo's page was filled into is filled anew for Charlie: with a token of Bo's his click would be refused."""
    question = asked(alice)
    given = answer(question, by=alice, text="I found it.")
    pages = {}
    for member in (bo, charlie):
        browser = pages[member] = Client(enforce_csrf_checks=True)
        browser.force_login(member)
        tokens = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', browser.get(f"/questions/{question.uid}").text)
        [token] = set(tokens)
        sent = browser.post(f"/answers/{given.pk}/help", {"csrfmiddlewaretoken": token})
        assert sent.status_code == 303
    wrong = pages[bo].post(f"/answers/{given.pk}/help/removal", {"csrfmiddlewaretoken": token})
    assert (wrong.status_code, given.helped.count()) == (403, 2)
