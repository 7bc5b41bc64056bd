"""Sets of principals; ``owner`` is whose row it is (in what two share, the learner), ``pair`` the other one."""

from __future__ import annotations

NOBODY: frozenset[str] = frozenset()
OWNER = frozenset({"owner"})
TWO = frozenset({"owner", "pair"})
EVERYBODY = frozenset({
    "owner", "member", "pair", "facilitator", "organiser", "manager", "analyst", "moderator", "administrator",
})  # fmt: skip
