"""What happened, sealed; and what is still to be done because of it."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now


class Seal(models.Model):
    """A sealed batch of entries: one link of the HMAC chain."""

    at = models.DateTimeField(default=now)
    count = models.PositiveIntegerField()
    mac = models.CharField(max_length=64, unique=True)
    previous = models.CharField(max_length=64, unique=True)

    PERSONAL: dict[str, str] = {}


class Entry(models.Model):
    """One action: who did what to which row, and when. Kept for good; names nobody but by id.

    ``about`` lists the ids of the members whom it concerns. What is personal stands in ``EntryDetail``.
    """

    verb = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)
    actor = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject = models.BigIntegerField()
    about = models.JSONField(default=list)
    detail_digest = models.CharField(max_length=64)
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="entries")

    PERSONAL: dict[str, str] = {}

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject"]), models.Index(fields=["verb", "at"])]


class EntryDetail(models.Model):
    """The personal part of an entry; erasing it leaves the salted digest and so the chain intact."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="detail")
    salt = models.CharField(max_length=64)
    data = models.TextField(help_text="JSON, sign for sign as it was digested: databases write numbers anew")

    PERSONAL = {"data": "until its member is erased"}


class Job(models.Model):
    """Something to be done after the transaction that asked for it; at least once, with one effect.

    A worker takes it by writing ``lease`` and ``leased_until``; effect and ``done_at`` are one transaction.
    ``slot`` makes a job unique for its kind ("2026-11-22T10:00").
    """

    kind = models.CharField(max_length=60)
    slot = models.CharField(max_length=120, null=True)
    payload = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    PERSONAL: dict[str, str] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slot"], name="job_once_per_slot")]
        indexes = [
            models.Index(fields=["due_at", "id"], name="job_open", condition=models.Q(done_at=None, failed_at=None))
        ]
