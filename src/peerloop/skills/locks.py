"""Merging skills waits for whoever writes rows that name one, and they wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from peerloop.skills.queries.merged import stands_for

if TYPE_CHECKING:
    from peerloop.skills.models import Skill

NAMES = 7_541_001
"""The key of PostgreSQL's advisory lock. On SQLite the transaction itself is the lock (IMMEDIATE)."""


def keep_skills() -> None:
    """Let no skill go into another until this transaction ends; many may hold this at once."""
    _lock("pg_advisory_xact_lock_shared")


def hold_skill(skill: Skill) -> Skill:
    """Return the skill that stands for ``skill``, and keep it standing until this transaction ends."""
    keep_skills()
    return stands_for(skill)


def change_skills() -> None:
    """Wait for all who ``keep_skills``, and hold up whoever wants to, until this transaction ends."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [NAMES])
