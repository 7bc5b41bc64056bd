"""It is Monday, 23 November 2026; Olga runs a mentoring season."""

from tests.domain.programmes.conftest import _monday_morning, draft, season

__all__ = ["_monday_morning", "draft", "season"]
