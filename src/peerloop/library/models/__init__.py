"""Resources, how they come to be published, what is made of them, and where they stand."""

from peerloop.library.models.interview import Interview, InterviewAnswer
from peerloop.library.models.kept import Collection, Item, Origin
from peerloop.library.models.resource import (
    Consent,
    Contributor,
    GuestContact,
    Publication,
    Resource,
    Review,
    Verdict,
    Version,
    Withdrawal,
)
from peerloop.library.models.used import Check, Dispute, Resolution, Spot, Use, Usefulness

__all__ = [
    "Check", "Collection", "Consent", "Contributor", "Dispute", "GuestContact", "Interview", "InterviewAnswer", "Item",
    "Origin", "Publication", "Resolution", "Resource", "Review", "Spot", "Use", "Usefulness", "Verdict", "Version",
    "Withdrawal",
]  # fmt: skip
