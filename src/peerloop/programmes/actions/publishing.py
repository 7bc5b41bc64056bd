"""Once a week, and at the close, what is counted is published; in between nobody sees it change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.kit.clock import now
from peerloop.programmes.actions.held import held
from peerloop.programmes.models import Figure
from peerloop.programmes.queries import figures_now, open_programmes

if TYPE_CHECKING:
    from datetime import date

    from peerloop.programmes.models import Programme


@transaction.atomic
def publish_figures(programme: Programme, *, on: date | None = None) -> bool:
    """Publish the figures of this week's Monday, or of the day; return whether there were none of it yet.

    The programme is in hand. An entry in the journal would name nobody and tell nothing: there is none.
    """
    today = now().date()
    day = on or today - timedelta(days=today.weekday())
    if Figure.objects.filter(programme=programme, week=day).exists():
        return False
    Figure.objects.bulk_create(
        Figure(programme=programme, week=day, what=what, least=least) for what, least in figures_now(programme).items()
    )
    return True


def publish_all() -> int:
    """Publish what is due, each programme in its own transaction; return how many those were."""
    return sum(_published(programme) for programme in open_programmes().order_by("pk"))


@transaction.atomic
def _published(programme: Programme) -> bool:
    stands = held(programme)
    return not hasattr(stands, "closing") and publish_figures(stands)
