"""Skills for the stories of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from peerloop.skills.models import Skill


@pytest.fixture
def rust(db: None) -> Skill:
    return propose_skill("Rust", by=None)


@pytest.fixture
def named(db: None) -> dict[str, Skill]:
    """Skills whose names are easily confused, by name."""
    names = (
        "C", "C++", "C#", "Go", "Google Cloud Platform", "MongoDB", "Django", "R", "Ruby", "Rust", "Java", "JavaScript",
        "Microsoft PowerPoint", "Microsoft SQL Server", "SQL", "PostgreSQL", "HTML/CSS", "Node.js", "Schuhgröße messen",
        "日本語", "Public speaking", "Speaking up in meetings",
    )  # fmt: skip
    return {name: propose_skill(name, by=None) for name in names}
