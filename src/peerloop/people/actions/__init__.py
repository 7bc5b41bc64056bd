"""What may be done to members: one verb, one transaction, one journal entry each."""

from peerloop.people.actions.absence import add_absence, remove_absence
from peerloop.people.actions.avoidance import avoid, stop_avoiding
from peerloop.people.actions.blocking import block, unblock
from peerloop.people.actions.departure import depart, welcome_back
from peerloop.people.actions.joining import join
from peerloop.people.actions.profile import set_week, update_profile
from peerloop.people.actions.roles import grant_role, revoke_role
from peerloop.people.actions.signins import set_password, sign_out
from peerloop.people.actions.teams import found_team

__all__ = [
    "add_absence",
    "avoid",
    "block",
    "depart",
    "found_team",
    "grant_role",
    "join",
    "remove_absence",
    "revoke_role",
    "set_password",
    "set_week",
    "sign_out",
    "stop_avoiding",
    "unblock",
    "update_profile",
    "welcome_back",
]
