"""Circles: who learns together, when, and who facilitates."""

from peerloop.engines.forming.form import Formation, form
from peerloop.engines.forming.question import Members, Rules, Skills
from peerloop.engines.forming.verify import is_valid, upper_bound
from peerloop.engines.forming.why_not import RULES, WhyNot

__all__ = [
    "RULES",
    "Formation",
    "Members",
    "Rules",
    "Skills",
    "WhyNot",
    "form",
    "is_valid",
    "upper_bound",
]
