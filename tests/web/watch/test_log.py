"""The log says what happened to a request and never whom it was about."""

from __future__ import annotations

import json
import logging
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import structlog
from django.conf import settings
from django.test import Client, override_settings
from django.urls import path

from peerloop.config import urls
from peerloop.kit import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

CANARIES = ("kanarie@example.org", "Kanarienvogel", "tok3n-Kanarie-0123456789abcdef")
EMAIL, NAME, TOKEN = CANARIES


def break_down(request: HttpRequest, token: str) -> HttpResponse:
    logging.getLogger("some.library").warning("could not reach %s for %s", EMAIL, NAME)
    logging.getLogger("some.library").warning("wrote to " + EMAIL + " with " + TOKEN)  # noqa: G003
    structlog.get_logger("peerloop").info("looked", about=EMAIL)
    raise ValueError(f"{NAME} <{EMAIL}> has {token}")


urlpatterns = [path("broken/<token>", break_down), *urls.urlpatterns]


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """Everything logged, as written."""
    formatter = dict(log.configure()["formatters"]["lines"])
    handler = logging.StreamHandler(written := StringIO())
    handler.setFormatter(formatter.pop("()")(**formatter))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@override_settings(ROOT_URLCONF=__name__)
def test_no_name_address_or_token_reaches_the_log(db: None, lines: Callable[[], list[dict[str, object]]]) -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.get(f"/broken/{TOKEN}?who={EMAIL}", headers={"user-agent": NAME})
    assert answer.status_code == 500
    written = lines()
    assert [canary for canary in CANARIES if canary in json.dumps(written)] == []

    request_id = answer["X-Request-ID"]
    assert {line.get("request_id") for line in written} == {request_id}
    error = next(line for line in written if line.get("error"))
    assert error["error"] == "ValueError"
    assert "break_down" in error["places"][-1]
    request = next(line for line in written if line["event"] == "request")
    assert (request["method"], request["route"], request["status"]) == ("GET", "broken/<token>", 500)


@override_settings(ROOT_URLCONF=__name__)
def test_an_address_that_leads_nowhere_is_logged_as_unknown(
    db: None, lines: Callable[[], list[dict[str, object]]]
) -> None:
    Client().get(f"/{NAME}/{TOKEN}")
    written = lines()
    assert [line["route"] for line in written if line["event"] == "request"] == ["unknown"]
    assert [canary for canary in CANARIES if canary in json.dumps(written)] == []


def test_each_request_has_an_id_of_its_own(db: None) -> None:
    browser = Client()
    first, second = (browser.get("/healthz", headers={"X-Request-ID": "mine"})["X-Request-ID"] for _ in range(2))
    assert len({first, second, "mine"}) == 3


def test_the_middleware_that_watches_stands_first() -> None:
    assert settings.MIDDLEWARE[0] == "peerloop.web.watch.middleware.watch"
