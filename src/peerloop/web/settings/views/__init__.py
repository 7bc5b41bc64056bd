"""What members decide about themselves."""

from peerloop.web.settings.views.devices import device_removal, devices, devices_removal
from peerloop.web.settings.views.hours import absence_removal, absences, hours
from peerloop.web.settings.views.password import password
from peerloop.web.settings.views.privacy import avoidance_removal, block_removal, privacy
from peerloop.web.settings.views.profile import profile

__all__ = [
    "absence_removal",
    "absences",
    "avoidance_removal",
    "block_removal",
    "device_removal",
    "devices",
    "devices_removal",
    "hours",
    "password",
    "privacy",
    "profile",
]
