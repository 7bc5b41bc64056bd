"""Bringing the index up to date, in the transaction of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.search.kinds import Kind, kinds
from peerloop.search.models import Document, Making
from peerloop.search.rules.words import FORM, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

AT_ONCE = 500
FIELDS = ("names", "tokens", "title_words", "near")


@transaction.atomic
def index(kind: str, subjects: Iterable[int]) -> None:
    """Let the documents of these subjects, by id, say what their rooms say now; what is gone there goes here.

    To be called after the change and in its transaction, once for all that has changed. Calling it too often is
    harmless: what says the same is not written.
    """
    ids = sorted(set(subjects))
    for batch in _batches(ids):
        _write(kinds[kind], batch)
    if len(ids) > AT_ONCE:  # so many at once change how much the words tell
        enqueue("search.count")


def index_later(kind: str, subjects: Iterable[int]) -> None:
    """Ask the worker for ``index``, in the caller's transaction: where one change touches thousands of documents."""
    for batch in _batches(sorted(set(subjects))):
        enqueue("search.index", {"kind": kind, "subjects": " ".join(map(str, batch))})


@transaction.atomic
def make_anew(name: str) -> None:
    """Ask the worker to make all documents of a kind anew."""
    start_anew(name)
    enqueue("search.make", {"kind": name})


def start_anew(name: str) -> None:
    """Forget how far a kind's documents are made."""
    Making.objects.update_or_create(kind=name, defaults={"form": FORM, "upto": 0, "finished_at": None})


def make_missing() -> None:
    """Ask for the documents of every kind that never had any, has them in an older form, or not all of them yet."""
    made = {making.kind: making for making in Making.objects.all()}
    for name in kinds:
        if name not in made or made[name].form != FORM:
            make_anew(name)
        elif made[name].finished_at is None:
            enqueue("search.make", {"kind": name})


def go_on_making(name: str, tell: Callable[[int, int], None] | None = None) -> None:
    """Make a kind's documents anew from where it was left off, each batch in a transaction of its own.

    Killed at any moment it goes on there. ``tell`` gets the subjects done and all of them.
    """
    kind = kinds[name]
    making, _new = Making.objects.get_or_create(kind=name, defaults={"form": FORM})
    subjects = kind.of._default_manager.order_by("pk")
    total, done = subjects.count(), subjects.filter(pk__lte=making.upto).count()
    while batch := list(subjects.filter(pk__gt=making.upto).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            _write(kind, batch)
            _drop_gone(kind, subject__gt=making.upto, subject__lte=batch[-1])
            making.upto = batch[-1]
            making.save(update_fields=["upto"])
        done += len(batch)
        if tell:
            tell(min(done, total), total)
    _drop_gone(kind, subject__gt=making.upto)
    Making.objects.filter(pk=making.pk).update(finished_at=now())


def _write(kind: Kind, batch: Sequence[int]) -> None:
    """Write what differs. The rows are locked before the rooms are asked: of two changes the later one reads both."""
    rows = Document.objects.select_for_update().filter(kind=kind.name, subject__in=batch).order_by("pk")
    there = {row.subject: row for row in rows}
    made = {pk: document(kind.name, pk, text) for pk, text in kind.texts(batch).items()}
    new = [made[pk] for pk in sorted(made) if pk not in there or _differs(there[pk], made[pk])]
    Document.objects.bulk_create(
        new,
        update_conflicts=True,
        unique_fields=["kind", "subject"],
        update_fields=[*FIELDS, "meaning", "meant_at"],  # which are found anew
        batch_size=AT_ONCE,
    )
    if gone := there.keys() - made.keys():
        Document.objects.filter(kind=kind.name, subject__in=gone).delete()


def _drop_gone(kind: Kind, **reach: int) -> None:
    """Drop documents whose subjects are gone altogether; what has come in this very moment stays."""
    there = kind.of._default_manager.values("pk")
    Document.objects.filter(kind=kind.name, **reach).exclude(subject__in=there).delete()


def _differs(one: Document, other: Document) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in FIELDS)


def _batches(subjects: list[int]) -> Iterator[list[int]]:
    return (subjects[at : at + AT_ONCE] for at in range(0, len(subjects), AT_ONCE))
