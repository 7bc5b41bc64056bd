"""A hundred thousand questions with an answer each, in the tables of this process's database; and what asking costs.

Run as a module in a process of its own: ``python -m benchmarks.house.asked`` prints it as JSON. A plain FTS5 table of
the same questions is asked beside it, and a bare page of a hundred rows is served beside one of a hundred answers.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.house.search_index import _plain, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member

QUESTIONS, MEMBERS, ASKED, SEED = 100_000, 2_000, 200, 5
FIRST = datetime(2024, 1, 8, 8, tzinfo=UTC)
ANSWERS = 100


def load() -> dict[str, Any]:
    """Fill the tables, ask, and return what came of it."""
    from django.core.management import call_command

    from peerloop.people.actions import join
    from peerloop.questions.queries import alike_to
    from peerloop.questions.queries.routing import route
    from peerloop.questions.store import reading

    call_command("migrate", verbosity=0)
    reader = join(email="reader@example.org", name="Reader")
    given = read()
    _fill(given.texts)
    told: dict[str, Any] = {"name": given.name}
    asked = [title for title, _answers in given.questions[:ASKED]]
    plain = _plain(given.texts[:QUESTIONS])
    told["plain"] = _timed(plain, asked)
    told["search"] = _timed(lambda title: alike_to(reader, title), asked)
    start = time.process_time()
    with reading():
        told["read"] = time.process_time() - start
    told["routing"] = _timed(lambda title: route(reader, title, ""), asked)
    told["at once"] = _at_once(reader)
    return told | _page(reader)


def _fill(texts: Sequence[str]) -> None:
    from peerloop.people.models import Member
    from peerloop.questions.models import Answer, Question
    from peerloop.search.counting import count_words
    from peerloop.search.kinds import Text
    from peerloop.search.models import Document
    from peerloop.search.rules.words import document

    people = [Member(email=f"m{n}@example.org", name=f"Member {n}", name_key=f"member {n}") for n in range(MEMBERS)]
    Member.objects.bulk_create(people)
    ids = list(Member.objects.order_by("pk").values_list("pk", flat=True))
    chance = Random(SEED)
    for at in range(0, QUESTIONS, 5_000):
        some = [(number, texts[number % len(texts)]) for number in range(at, at + 5_000)]
        when = [FIRST + timedelta(minutes=9 * number) for number, _text in some]
        questions = Question.objects.bulk_create(
            Question(by_id=chance.choice(ids), title=" ".join(text.split())[:120] or "?", text=text[:2000], at=moment)
            for (_number, text), moment in zip(some, when, strict=True)
        )
        answers = Answer.objects.bulk_create(
            Answer(question=one, by_id=chance.choice(ids), text=texts[(n + 7) % len(texts)][:2000] or "?", at=one.at)
            for (n, _text), one in zip(some, questions, strict=True)
        )
        found = [document("question", one.pk, Text(one.title, one.text)) for one in questions]
        found += [document("answer", one.pk, Text("", one.text)) for one in answers]
        Document.objects.bulk_create(found, batch_size=1_000)
    count_words()


def _timed(ask: Callable[[str], object], asked: Sequence[str]) -> dict[str, float]:
    """Ask each, the first ones once before; return the processor's times in ms."""
    for text in asked[:10]:
        ask(text)
    times = []
    for text in asked:
        start = time.thread_time()
        ask(text)
        times.append((time.thread_time() - start) * 1000)
    times.sort()
    return {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)]}


def _at_once(reader: Member) -> bool:
    """Whether a new answer counts in the very next question."""
    from peerloop.people.actions import join
    from peerloop.questions.actions import answer, ask
    from peerloop.questions.queries.routing import route

    helper = join(email="helper@example.org", name="Helper")
    made = ask(by=reader, title="A wholly unheardof zyxomma?")
    answer(made, by=helper, text="Zyxomma is unheardof.")  # type: ignore[arg-type]
    other = join(email="other@example.org", name="Other")
    return [one.member for one in route(other, "What is an unheardof zyxomma?", "").helpers][:1] == [helper]


def _page(reader: Member) -> dict[str, Any]:
    """Return what is needed to serve a question with a hundred answers, and how many queries its page takes."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from benchmarks.house.company import session_of
    from peerloop.people.models import Member
    from peerloop.questions.actions import answer, ask
    from peerloop.questions.queries.page import A_PAGE

    call_static()
    made = ask(by=reader, title="How do you do this?", text="I **tried** `this`.")
    for number, member in enumerate(Member.objects.order_by("pk")[5 : 5 + ANSWERS]):
        answer(made, by=member, text=f"Number {number}: **first** this, then `that`.\n\n- and\n- so on")  # type: ignore[arg-type]
    client, path = Client(), f"/questions/{made.uid}"
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers={"host": "127.0.0.1"})
    return {
        "path": path,
        "pages": -(-ANSWERS // A_PAGE),
        "queries": len(queries),
        "session": session_of(reader, settings.AUTHENTICATION_BACKENDS[0]),
        "bare session": session_of(reader, "django.contrib.auth.backends.ModelBackend"),
    }


def call_static() -> None:
    """Collect what pages name."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(load()))
