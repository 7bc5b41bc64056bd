"""The worker's part of importing."""

from __future__ import annotations

from datetime import timedelta

from peerloop.intake import actions
from peerloop.journal.outbox import handles


@handles("intake.import", speaks_outside=True)
def carry_out(payload: dict[str, int | str]) -> None:
    """Import a file; its rows and the mark that it is done are one transaction of its own."""
    actions.carry_out(int(payload["import"]))


@handles("intake.undo", speaks_outside=True)
def undo(payload: dict[str, int | str]) -> None:
    """Take an import back; everything about it is one transaction of its own."""
    actions.carry_out_undo(int(payload["import"]))


@handles("intake.skill_list", speaks_outside=True)
def bring_skills_in(payload: dict[str, int | str]) -> None:
    """Bring a list of skills in; its rows and the mark that it is done are one transaction of its own."""
    actions.carry_out_skill_list(int(payload["list"]))


@handles("intake.pickup", every=timedelta(hours=1))
def pickup(payload: dict[str, int | str]) -> None:
    """Ask for a look wherever one is due."""
    actions.fetch_due()


@handles("intake.fetch", speaks_outside=True)
def fetch(payload: dict[str, int | str]) -> None:
    """Look at one place; an import and the mark of it are one transaction of their own."""
    actions.look(int(payload["pickup"]), anew="anew" in payload)


@handles("intake.undo_skill_list", speaks_outside=True)
def take_skills_back(payload: dict[str, int | str]) -> None:
    """Take a list of skills back; everything about it is one transaction of its own."""
    actions.carry_out_undo_skill_list(int(payload["list"]))


@handles("intake.forget", every=timedelta(hours=1))
def forget(payload: dict[str, int | str]) -> None:
    """Drop old files, and what old imports wrote."""
    actions.forget_uploads()
    actions.forget_skill_lists()
    actions.forget_traces()
    actions.forget_fetches()
