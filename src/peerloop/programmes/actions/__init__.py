"""What can be done about a programme: one verb to a function, one transaction, one journal entry."""

from peerloop.programmes.actions.aiming import note_amount, remove_day, remove_objective, set_day, set_objective
from peerloop.programmes.actions.inviting import TooSoon, invite_audience
from peerloop.programmes.actions.opening import change_programme, close_ended, close_programme, open_programme
from peerloop.programmes.actions.publishing import publish_all, publish_figures
from peerloop.programmes.actions.running import name_organiser, release_organiser, take_over
from peerloop.programmes.actions.setting_up import copy_programme, set_up_programme
from peerloop.programmes.actions.taking_part import (
    decline_programme,
    join_programme,
    leave_programme,
    name_obstacle,
)

__all__ = [
    "TooSoon", "change_programme", "close_ended", "close_programme", "copy_programme", "decline_programme",
    "invite_audience", "join_programme", "leave_programme", "name_obstacle", "name_organiser", "note_amount",
    "open_programme", "publish_all", "publish_figures", "release_organiser", "remove_day", "remove_objective",
    "set_day", "set_objective", "set_up_programme", "take_over",
]  # fmt: skip
