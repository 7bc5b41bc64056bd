from __future__ import annotations

from tests.domain.live.conftest import announced, clock, hour, lunch, people

__all__ = ["announced", "clock", "hour", "lunch", "people"]
