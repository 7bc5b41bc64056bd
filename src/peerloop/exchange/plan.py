"""What weeks in another team are for, as shipped: the first, those between, and the last two."""

from __future__ import annotations

from django.utils.translation import gettext as _


def shipped(week: int, weeks: int) -> str:
    """Return what a week is for, in the reader's language; the two write it anew as they go."""
    if week == 1:
        return _("Arrive: meet everybody, sit beside three people at their work, and agree on one thing to finish.")
    if week == weeks:
        return _("Hand over: show what you did, say what you saw from outside, and what you take home.")
    if week == weeks - 1:
        return _("Finish the one thing, and let somebody of the team go through it with you.")
    if week == 2:
        return _("Do a small part of it together with somebody, then a part alone.")
    return _("Work on the one thing. Ask one question a day that only a newcomer can ask.")
