"""Counting in how many documents each word stands, which says how much it tells."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from peerloop.search.models import Document, Word

FEWEST = 5
AT_ONCE = 2000


def count_words() -> None:
    """Count anew, and write what has changed."""
    counted: Counter[str] = Counter()
    documents = 0
    for text in Document.objects.values_list("tokens", flat=True).iterator(chunk_size=AT_ONCE):
        counted.update({*text.split()[1:]})
        documents += 1
    new = {word: count for word, count in counted.items() if count >= FEWEST}
    if documents:
        new[""] = documents
    with transaction.atomic():
        _write(new)


def _write(new: dict[str, int]) -> None:
    there = dict(Word.objects.values_list("word", "documents"))
    gone = sorted(there.keys() - new.keys())
    for at in range(0, len(gone), AT_ONCE):
        Word.objects.filter(word__in=gone[at : at + AT_ONCE]).delete()
    changed = [Word(word=word, documents=count) for word, count in sorted(new.items()) if there.get(word) != count]
    Word.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["word"], update_fields=["documents"], batch_size=AT_ONCE
    )
