"""What can be found, as words. The texts themselves stay in their rooms.

Beside the columns named here stands the database's own index, made by the first migration: on SQLite the FTS5 table
``search_index``, kept by triggers on ``search_document``; on PostgreSQL the generated column ``terms`` under a GIN
index. A later migration that makes SQLite write ``search_document`` anew must make the triggers again.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

WITH_ITS_OBJECT = "as long as what it was made of is there to be found"


class Document(models.Model):
    """The words of one object of a room: ``kind`` and ``subject`` (its id) say which."""

    kind = models.CharField(max_length=30)
    subject = models.BigIntegerField()
    names = models.TextField(help_text="keys by which it is called, its title's first, one a line")
    tokens = models.TextField(help_text="its kind's mark, the words of its title, those of its body; see rules.words")
    title_words = models.PositiveSmallIntegerField(help_text="how many of the tokens are its title's")
    near = models.TextField(help_text="marked keys that words meet in which are spelled nearly alike; see rules.near")

    meaning = models.BinaryField(null=True, help_text="384 numbers of eight bits, where the extra is installed")
    meant_at = models.DateTimeField(null=True, help_text="when its meaning was found; empty while it is not")

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("names", "tokens", "near", "meaning"), WITH_ITS_OBJECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="document_once")]
        indexes = [models.Index(fields=["meant_at"], name="document_meant")]


class Word(models.Model):
    """In how many documents a word stands, as counted last; words of fewer than five are left out.

    The empty word stands in all of them. Rarer words count alike, so that the order of what a reader sees tells
    nothing of a word in the few documents they do not see.
    """

    word = models.CharField(max_length=64, unique=True)
    documents = models.PositiveIntegerField()

    PERSONAL: ClassVar[dict[str, str]] = {}


class Making(models.Model):
    """How far the documents of a kind are made anew: every subject up to ``upto`` is done, in the form ``form``."""

    kind = models.CharField(max_length=30, unique=True)
    form = models.PositiveSmallIntegerField()
    upto = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}
