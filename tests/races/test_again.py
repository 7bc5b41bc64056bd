"""Two that lock crosswise: the database undoes one, and it is done again. On SQLite they simply come one by one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from peerloop.people.access import opens
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest

pytestmark = pytest.mark.django_db(transaction=True)


class Crosswise:
    """A view that counts for two members, the first locked before the other; both meet halfway, once."""

    def __init__(self) -> None:
        self.halfway = Barrier(2)
        self.tries = 0

    def __call__(self, request: HttpRequest, first: int, second: int) -> HttpResponse:
        self.tries += 1
        with transaction.atomic():
            one = Member.objects.select_for_update().get(pk=first)
            with suppress(BrokenBarrierError):  # the second time nobody else comes
                self.halfway.wait(timeout=2)
            other = Member.objects.select_for_update().get(pk=second)
            for member in (one, other):
                member.place += "x"
                member.save(update_fields=["place"])
        return HttpResponse("done")


def both(view: Crosswise, alice: Member, bo: Member) -> list[bytes]:
    gated = opens("today")(view)

    def client(order: tuple[int, int]) -> bytes:
        request = RequestFactory().post("/")
        request.user = Member.objects.get(pk=order[0])
        try:
            return gated(request, *order).content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as clients:
        return list(clients.map(client, [(alice.pk, bo.pk), (bo.pk, alice.pk)]))


def test_both_are_done_in_the_end(alice: Member, bo: Member) -> None:
    Member.objects.update(place="")
    view = Crosswise()
    assert both(view, alice, bo) == [b"done", b"done"]
    assert list(Member.objects.filter(pk__in=[alice.pk, bo.pk]).values_list("place", flat=True)) == ["xx", "xx"]
    assert view.tries == (3 if connection.vendor == "postgresql" else 2)


def test_any_other_fault_is_not_tried_again(alice: Member) -> None:
    tries = []

    def view(request: HttpRequest) -> HttpResponse:
        tries.append(request)
        raise OperationalError("the disk is full")

    request = RequestFactory().post("/")
    request.user = alice
    with pytest.raises(OperationalError, match="the disk is full"):
        opens("today")(view)(request)
    assert len(tries) == 1
