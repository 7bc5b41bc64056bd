"""The pages about the house itself, and those for when something went wrong."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/help", "/robots.txt", "/manifest.webmanifest"])
def test_a_visitor_may_read_what_this_is(client, db, address):
    assert client.get(address).status_code == 200


def test_the_parts_are_for_members(client, client_of, alice):
    assert client.get("/parts").status_code == 302
    assert client_of(alice).get("/parts").status_code == 200


def test_a_form_that_lacks_something_comes_back_with_what_was_typed(client_of, alice):
    answer = client_of(alice).post("/parts", {"text": "to read the ledger", "level": "2", "pace": "once"})
    assert answer.status_code == 422
    assert "to read the ledger" in answer.content.decode()


class TestTheme:
    def test_is_kept_in_the_browser_alone(self, client):
        answer = client.post("/theme", {"theme": "dark", "next": "/help?x=1"})
        assert (answer.status_code, answer["Location"]) == (303, "/help?x=1")
        assert 'data-theme="dark"' in client.get("/help").content.decode()

    def test_goes_back_to_what_the_device_has(self, client):
        client.cookies["theme"] = "dark"
        client.post("/theme", {"theme": "auto"})
        assert "data-theme" not in client.get("/help").content.decode()

    @pytest.mark.parametrize(
        "elsewhere", ["https://else.example/", "//else.example", "/\\else.example", "javascript:x"]
    )
    def test_leads_nowhere_else(self, client, elsewhere):
        assert client.post("/theme", {"theme": "dark", "next": elsewhere})["Location"] == "/"

    def test_takes_only_its_own_words(self, client):
        client.cookies["theme"] = '"><script>'
        assert "<script>" not in client.get("/help").content.decode()


class TestErrors:
    def test_what_is_missing(self, client, db):
        answer = client.get("/nowhere")
        assert answer.status_code == 404
        assert "There is nothing here" in answer.content.decode()

    def test_a_form_without_its_token(self, db):
        answer = Client(enforce_csrf_checks=True).post("/theme", {"theme": "dark"})
        assert answer.status_code == 403
        assert "The form has gone stale" in answer.content.decode()

    def test_too_much_at_once(self, client, db, settings):
        answer = client.post("/theme", {"next": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
        assert answer.status_code == 413
        assert "That is too much at once" in answer.content.decode()

    @pytest.mark.urls("tests.browser.urls")
    @pytest.mark.parametrize(
        ("status", "words"),
        [
            (400, "We could not read that"),
            (403, "This door is closed to you"),
            (429, "One moment, please"),
            (500, "That went wrong on our side"),
            (503, "Back in a moment"),
        ],
    )
    def test_says_what_happened_in_plain_words(self, client, db, status, words):
        client.raise_request_exception = False
        answer = client.get(f"/broken/{status}")
        assert answer.status_code == status
        assert words in answer.content.decode()

    @pytest.mark.urls("tests.browser.urls")
    @pytest.mark.parametrize("status", [500, 503])
    def test_a_house_in_trouble_asks_the_database_nothing(self, client_of, alice, status, django_assert_num_queries):
        browser = client_of(alice)
        browser.raise_request_exception = False
        with django_assert_num_queries(2):  # who is asking, before the view; none after it broke
            assert browser.get(f"/broken/{status}").status_code == status
