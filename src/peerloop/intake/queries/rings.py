"""Reporting lines that would close to a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

N = TypeVar("N", int, str, int | str)


def rings(manager_of: Mapping[N, N | None]) -> list[list[N]]:
    """Return every ring in ``manager_of``, each as the nodes along it. Each node is walked over once."""
    walked: dict[N, int] = {}
    found: list[list[N]] = []
    for number, start in enumerate(manager_of):
        path: list[N] = []
        node: N | None = start
        while node is not None and node not in walked:
            walked[node] = number
            path.append(node)
            node = manager_of.get(node)
        if node is not None and walked[node] == number and node in path:
            found.append(path[path.index(node) :])
    return found
