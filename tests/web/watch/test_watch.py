"""Who watches the machine learns how it stands, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.utils.timezone import now

from peerloop.journal.heartbeat import beat
from peerloop.journal.outbox import enqueue
from peerloop.web.watch import views

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


def test_a_live_process_says_so_without_asking_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_ready_with_database_migrations_and_a_worker(client: Client) -> None:
    beat()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "migrations": True, "worker": True})


def test_not_ready_where_no_worker_was_heard_for_half_a_minute(client: Client) -> None:
    assert client.get("/readyz").json()["worker"] is False
    beat()
    with time_machine.travel(now() + timedelta(seconds=31)):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, False)


def test_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": False, "migrations": False, "worker": False})


def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    views._migrated.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "Bearer grüße", "secret"])
def test_the_figures_are_not_there_without_the_token(client: Client, settings: SettingsWrapper, given: str) -> None:
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_the_figures_are_not_there_where_no_token_was_chosen(client: Client, settings: SettingsWrapper) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_figures_tell_of_jobs_seals_and_requests(client: Client, settings: SettingsWrapper) -> None:
    settings.METRICS_TOKEN = "secret"
    enqueue("something", due_at=now() - timedelta(seconds=90))
    client.get("/healthz")
    text = client.get("/metrics", headers={"Authorization": "Bearer secret"}).content.decode()
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert figures["peerloop_jobs_ready"] == "1.0"
    assert 90 <= float(figures["peerloop_jobs_oldest_ready_seconds"]) < 100
    assert figures["peerloop_jobs_failed"] == "0.0"
    assert figures["peerloop_journal_unsealed"] == "0.0"
    assert figures["peerloop_worker_silent_seconds"] == "-1.0"
    assert float(figures['peerloop_request_seconds_count{method="GET",route="healthz",status="200"}']) >= 1
