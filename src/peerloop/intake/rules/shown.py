"""What a person sees in a cell of a workbook: 2024-04-29, 1042, 50%."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

BEYOND = 10**18
_DIGITS = re.compile(r"0{2,18}")


def shown(value: Any, number_format: str = "General") -> str:
    """Return the text for a cell's value; days and hours as everywhere here, numbers without needless places."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    if isinstance(value, (dt.datetime, dt.date)):
        text = value.isoformat(" ", "minutes") if isinstance(value, dt.datetime) else value.isoformat()
        return text.removesuffix(" 00:00")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return "" if value is None else str(value)


def _number(value: float, number_format: str) -> str:
    if number_format.endswith("%"):
        return f"{value * 100:.10g}%"
    if isinstance(value, float) and (not value.is_integer() or abs(value) >= BEYOND):  # also what is no number at all
        return f"{value:.15g}"
    whole = str(int(value)) if abs(value) < BEYOND else "#####"
    return whole.zfill(len(number_format)) if _DIGITS.fullmatch(number_format) else whole
