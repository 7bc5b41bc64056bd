"""A hundred thousand documents in the index of this process's database, and what some hundred questions find there.

Run as a module in a process of its own: ``python -m benchmarks.house.search_index`` prints what it took and found as
JSON. On SQLite a plain FTS5 table of the same texts is asked beside it.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.data import find as data_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOCUMENTS, QUESTIONS, SEED, TOP = 100_000, 300, 11, 10
KIND = "question"
PEOPLE, LARGEST = 500, 60_000
WITH_MEANING = 150


@dataclass(frozen=True)
class Texts:
    """Texts numbered from 1, and questions, each with the numbers of what answers it."""

    name: str
    texts: list[str]
    questions: list[tuple[str, set[int]]]


def read() -> Texts:
    """Return answers of a large chat with their questions' titles, or texts made of words as frequent as words are."""
    folder = data_file("qa-leanzulip")
    return _chat(folder) if folder else _made()


def _chat(folder: Any) -> Texts:
    with gzip.open(folder / "answers.jsonl.gz", "rt") as lines:
        answers = [json.loads(line) for line, _ in zip(lines, range(DOCUMENTS), strict=False)]
    answering: dict[int, set[int]] = {}
    for number, answer in enumerate(answers, 1):
        answering.setdefault(answer["qid"], set()).add(number)
    with gzip.open(folder / "questions.jsonl.gz", "rt") as lines:
        asked = [(row["title"], answering[row["qid"]]) for row in map(json.loads, lines) if row["qid"] in answering]
    return Texts("Lean chat", [row["text"] for row in answers], Random(SEED).sample(asked, QUESTIONS))


def _made() -> Texts:
    chance = Random(SEED)
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(40_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    texts = [" ".join(chance.choices(words, weights, k=chance.randint(10, 120))) for _ in range(DOCUMENTS)]
    questions = []
    for number in chance.sample(range(DOCUMENTS), QUESTIONS):
        said = texts[number].split()
        questions.append((" ".join(chance.sample(said, min(5, len(said)))), {number + 1}))
    return Texts("made texts", texts, questions)


def load(given: Texts) -> dict[str, Any]:
    """Index the texts, ask the questions, and return what came of it."""
    from django.core.management import call_command
    from django.db import connection

    from peerloop.people.actions import join
    from peerloop.search.counting import count_words
    from peerloop.search.kinds import Text, kinds, register
    from peerloop.search.meaning import here
    from peerloop.search.models import Document
    from peerloop.search.queries import find
    from peerloop.search.rules.words import document

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)  # a page names its files by what is in them
    reader = join(email="reader@example.org", name="Reader")
    Document.objects.all().delete()
    room = kinds[KIND]
    register(KIND, of=Document, seen_by=lambda _reader: Document.objects.all(), read=lambda _ids: {})
    start = time.process_time()
    for at in range(0, len(given.texts), 5000):
        batch = enumerate(given.texts[at : at + 5000], at + 1)
        made = [document(KIND, number, Text("", text)) for number, text in batch]
        for one in made:
            one.pk = one.subject  # the guard above shows a document whose number is its subject's
        Document.objects.bulk_create(made, batch_size=1000)
    count_words()
    told: dict[str, Any] = {"name": given.name, "vendor": connection.vendor, "seconds": time.process_time() - start}

    def ours(text: str) -> list[int]:
        return [hit.subject for hit in find(reader, text, among=[KIND], at_most=TOP).hits]

    told |= {"ours": _asked(ours, given.questions)}
    if connection.vendor == "sqlite":
        told |= {"plain": _asked(_plain(given.texts), given.questions)}
    number = len(given.texts) + 1
    fresh = document(KIND, number, Text("", "a wholly unheardof zyxomma question"))
    fresh.pk = number
    fresh.save(force_insert=True)
    told["at once"] = ours("zyxomma unheardof") == [number]
    fresh.delete()
    kinds[KIND] = room
    told |= _through_the_room(reader, given)
    if here():
        told["meaning"] = _with_meaning(ours, given.questions)
    return told


def _through_the_room(reader: Any, given: Texts) -> dict[str, Any]:
    """Make of the texts questions of the room, and ask through its guard: the search alone, and the page."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from peerloop.people.models import Member
    from peerloop.questions.models import Question
    from peerloop.search import queries

    settings.ALLOWED_HOSTS = ["testserver"]
    people = Member.objects.bulk_create(
        Member(name=f"Colleague {number}", email=f"c{number}@example.org") for number in range(PEOPLE)
    )
    asked = (
        Question(pk=number, by=people[number % PEOPLE], title=text[:120] or "?", text=text[:10_000])
        for number, text in enumerate(given.texts, 1)
    )
    Question.objects.bulk_create(asked, batch_size=2000)
    queries._asked.plans.clear()  # they were made for the guard above
    client, address = Client(), reverse("find:find")
    client.force_login(reader)

    def search(text: str) -> list[int]:
        return [hit.subject for hit in queries.find(reader, text, among=[KIND], at_most=TOP).hits]

    def page(text: str) -> list[int]:
        answer = client.get(address, {"q": text})
        if answer.status_code != 200 or len(answer.content) > LARGEST:
            raise RuntimeError(f"{answer.status_code}, {len(answer.content)} bytes for {text!r}")
        return []

    return {"guarded": _asked(search, given.questions), "page": _asked(page, given.questions)}


def _with_meaning(ask: Callable[[str], list[int]], questions: Sequence[tuple[str, set[int]]]) -> dict[str, Any]:
    """Ask some questions of the documents that answer any of them and of as many others, by words and by meaning."""
    from peerloop.search.meaning import finding
    from peerloop.search.models import Document

    asked = [(text, answers) for text, answers in questions[:WITH_MEANING] if len(answers) < 20]
    kept = set().union(*(answers for _text, answers in asked))
    kept |= {*Random(SEED).sample(range(1, DOCUMENTS), len(kept))}
    Document.objects.exclude(subject__in=kept).delete()
    start = time.process_time()
    while finding.find_meanings():
        pass
    seconds = (time.process_time() - start) / len(kept)
    both = _asked(ask, asked)
    Document.objects.update(meaning=None, meant_at=None)
    finding.signs.cache_clear()
    words = _asked(ask, asked)
    return {"documents": len(kept), "each": seconds, "both": both, "words": words}


def _plain(texts: Sequence[str]) -> Callable[[str], list[int]]:
    """Ask FTS5 as it comes: its own words, any of them, its own BM25."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE plain USING fts5(text)")
        cursor.executemany("INSERT INTO plain(rowid, text) VALUES (%s, %s)", list(enumerate(texts, 1)))

    def ask(text: str) -> list[int]:
        words = dict.fromkeys(re.findall(r"\w+", text.lower()))
        if not words:
            return []
        with connection.cursor() as cursor:
            any_of = " OR ".join(f'"{word}"' for word in words)
            cursor.execute(f"SELECT rowid FROM plain WHERE plain MATCH %s ORDER BY rank LIMIT {TOP}", [any_of])
            return [row[0] for row in cursor.fetchall()]

    return ask


def _asked(ask: Callable[[str], list[int]], questions: Sequence[tuple[str, set[int]]]) -> dict[str, Any]:
    """Ask each question, the first ones once before; return times in ms, what was found, and how well.

    On SQLite the time is the processor's, so that a busy machine does not count; PostgreSQL's is the wall's.
    """
    from django.db import connection

    clock = time.thread_time if connection.vendor == "sqlite" else time.perf_counter
    for text, _answers in questions[:20]:
        ask(text)
    times, tops, first = [], [], []
    for text, answers in questions:
        start = clock()
        top = ask(text)
        times.append((clock() - start) * 1000)
        tops.append(top)
        first.append(next((place for place, number in enumerate(top, 1) if number in answers), 0))
    times.sort()
    return {
        "p50": times[len(times) // 2],
        "p95": times[int(len(times) * 0.95)],
        "tops": tops,
        "success": sum(place > 0 for place in first) / len(first),
        "rank": sum(1 / place for place in first if place) / len(first),
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(load(read())))
