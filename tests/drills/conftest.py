"""Drills run real processes on the test's own database."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url(name: str) -> str:
    """Return the address of the database ``name`` where this run's databases are."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    who = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@" if told["USER"] else ""
    where = quote(told["HOST"], safe="") + (f":{told['PORT']}" if told["PORT"] else "")
    return f"postgres://{who}{where}/{name}"


@pytest.fixture
def house(tmp_path: Path, transactional_db: None) -> dict[str, str]:
    """The environment of a process that works on this test's database, with a data folder of its own."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {
        **os.environ,
        "DATABASE_URL": database_url(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "peerloop.config.settings",
        "PEERLOOP_DATA": str(tmp_path / "data"),
        "PYTHONPATH": paths,
        "PYTHONWARNINGS": "ignore",
        "SECRET_KEY": "of the drill alone",
    }


@pytest.fixture
def python() -> str:
    """The interpreter with everything installed."""
    return sys.executable
