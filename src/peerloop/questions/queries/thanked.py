"""For which answers somebody has said thanks with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.questions.rules import words_of_thanks
from peerloop.recognition.queries import said_to

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.people.models import Member
    from peerloop.questions.models import Answer
    from peerloop.recognition.models import Kudos
    from peerloop.skills.models import Skill


def thanks_for(answers: Collection[Answer], reader: Member, skill: Skill | None) -> dict[int, Kudos]:
    """Return by answer the thanks of the reader's click; one query at most.

    Thanks are for a member and a skill, and keep no word of a question, which may be taken back. So they stand for
    what that member had answered about the skill by then, and are known by their words in the reader's language.
    """
    authors = {one.by_id for one in answers if one.by_id and one.by_id != reader.pk}
    if skill is None or not authors:
        return {}
    said = said_to(authors, by=reader, skill=skill, text=words_of_thanks())
    found = ((one.pk, said.get(one.by_id or 0), one.at) for one in answers)
    return {pk: kudos for pk, kudos, at in found if kudos is not None and kudos.at >= at}
