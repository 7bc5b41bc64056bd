"""How far the telling of many has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.models import Entry
from peerloop.notices.models import Spread

if TYPE_CHECKING:
    from django.db.models import Model


def spreading(subject: Model) -> tuple[int, int] | None:
    """Return how many of how many readers have their notice about the subject, while they are being told; else None.

    Counts only; whoever asks shows them to who may organise the subject.
    """
    about = Entry.objects.filter(subject_type=subject._meta.label_lower, subject=subject.pk).values("pk")
    under_way = list(Spread.objects.filter(entry__in=about, finished_at=None).values_list("done", "total"))
    return (sum(done for done, _all in under_way), sum(total for _done, total in under_way)) if under_way else None
