"""The whole database to a file and back, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.backends.postgresql.client import DatabaseClient

ANEW = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;"


class CannotCopy(Exception):
    """A tool is missing or failed; says which in one line."""


def dump(to: Path) -> None:
    """Write the database as it stands at one moment, while others go on writing to it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
    else:
        postgres("pg_dump", "--no-owner", "--no-privileges", "--file", str(to))


def load(source: Path) -> None:
    """Put the dump in the database's place, whole or not at all."""
    connections.close_all()
    if connection.vendor == "sqlite":
        place = Path(connection.settings_dict["NAME"])
        for suffix in ("-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        source.rename(place)
    else:
        quiet = ["--quiet", "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
        postgres("psql", *quiet, "--command", ANEW, "--file", str(source))


def postgres(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own tools on our database; raises ``CannotCopy``."""
    settings: dict[str, Any] = connection.settings_dict
    (_, *where), env = DatabaseClient.settings_to_cmd_args_env(settings, [])
    command = [tool, *where[:-1], *arguments, where[-1]]
    try:
        done = subprocess.run(command, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CannotCopy(f"{tool} is missing; install PostgreSQL's client: apt install postgresql-client") from error
    if done.returncode:
        raise CannotCopy(f"{tool} failed: {' '.join(done.stderr.split())[:300]}")
