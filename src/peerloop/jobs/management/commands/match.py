"""``match``: find teachers for everybody's needs at once."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from peerloop.matchmaking.actions import publish, run
from peerloop.matchmaking.queries import policy_in_force, policy_named

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from peerloop.matchmaking.models import Policy

FIGURES = ("needs", "learners", "servable", "served", "score", "bound", "seconds")


class Command(BaseCommand):
    """Match everybody."""

    help = "Find teachers for everybody's needs; members see the suggestions, and nothing is booked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In which form to print the figures, by which policy, and whether to publish."""
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument("--draft", action="store_true", help="publish nothing: look at the draft on its page first")
        parser.add_argument("--policy", metavar="NAME", help="a saved policy, where it is not the one in force")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables where they are missing, run, publish, and print the figures."""
        call_command("migrate", verbosity=0, interactive=False)
        done = run(progress=self.show_progress, policy=_policy(options["policy"]))
        if not done.figures:
            raise CommandError(_("The run was stopped; nothing of it is kept."))
        if not options["draft"]:
            publish(done, by=None)
        told = {name: done.figures[name] for name in FIGURES}
        words = _("%(served)d of %(learners)d learners have a teacher, %(servable)d could have one; %(seconds).1f s.")
        self.stdout.write(json.dumps(told) if options["json"] else words % told)

    def show_progress(self, step: str, percent: int) -> None:
        """Tell the step on the terminal, where there is one."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{step} {percent} %   ", ending="\n" if percent == 100 else "")


def _policy(name: str | None) -> Policy | None:
    if name is None:
        return policy_in_force()
    named = policy_named(name)
    if named is None:
        raise CommandError(_("There is no policy “%(name)s”.") % {"name": name})
    return named
