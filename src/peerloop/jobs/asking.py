"""Asking whoever sits at the terminal."""

from __future__ import annotations

import sys


def agreed(question: str) -> bool:
    """Whether somebody is there and says yes."""
    return sys.stdin.isatty() and input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
