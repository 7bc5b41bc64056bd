"""What a heading can mean: one of our columns, or a part of a name; and what a person calls that."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.intake.rules.columns import BY_NAME

FIRST, LAST, TURNED = "first_name", "last_name", "last_and_first_name"
PARTS = {FIRST, LAST, TURNED}
MEANINGS = (*BY_NAME, FIRST, LAST, TURNED)
LABELS = {
    "email": _("E-mail address"),
    "name": _("Name"),
    FIRST: _("First name"),
    LAST: _("Last name"),
    TURNED: _("Last name, first name"),
    "team": _("Team"),
    "manager_email": _("Manager"),
    "hired_on": _("First day"),
    "time_zone": _("Time zone"),
    "languages": _("Languages"),
    "weekly_hours": _("Hours a week for learning"),
    "offers": _("Skills they can help with"),
    "needs": _("Skills they want to learn"),
    "external_id": _("Your own lasting id"),
    "place": _("Place of work"),
    "capacity": _("Learners at a time"),
    "availability": _("Hours free for sessions"),
}
