"""``replay``: would we have found who helped?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from peerloop.matchmaking.retold import told

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator


class Command(BaseCommand):
    """Route the site's own past again, request by request and question by question, as it stood at each moment."""

    help = (
        "Would we have found who helped? The site's own requests and questions again, each with what stood before it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In which form to print the figures."""
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables where they are missing, replay, and print the figures; nothing is changed."""
        from peerloop.matchmaking.queries.history import history, replayed
        from peerloop.questions.queries.history import history as answered_questions

        call_command("migrate", verbosity=0, interactive=False)
        figures = told(replayed(history()))
        asked = told(replayed(answered_questions()))
        if options["json"]:
            self.stdout.write(json.dumps(figures | {"questions": asked}))
            return
        self.stdout.write("\n".join(in_words(figures)))
        if asked["found"] is None:
            self.stdout.write(
                _("Too few questions were answered so far, or by too few people: nothing to tell of them.")
            )
        else:
            self.stdout.write(
                "\n".join([_("And of the questions, each as a request to who answered it:"), *in_words(asked)])
            )


def in_words(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the figures, a sentence each."""
    if figures["found"] is None:
        yield _("Too few requests were accepted so far, or by too few people: there is nothing to tell yet.")
        return
    if figures["weights"] == "own":
        yield _("Weights learned from the first four fifths of the requests, tried on the last fifth.")
    else:
        yield _("With the weights that Peerloop comes with, tried on all requests: there are too few to learn from.")
    yield _found(_("All"), figures["found"])
    if figures["by_newcomers"] is not None:
        words = _("%(count)d more were accepted by somebody who had never helped before: nobody could have found them.")
        yield words % {"count": figures["by_newcomers"]}
    if figures["outside_the_20_busiest"] is not None:
        yield _found(_("Outside the twenty busiest"), figures["outside_the_20_busiest"])
    for cut in ("by_tenure", "by_tie"):
        for name, luck in (figures[cut] or {}).items():
            yield _found(_words()[name], luck)
    for chance in figures["chances"]:
        yield _("Of %(helpers)d helpers with a chance of %(said)d %%, %(true)d %% did help.") % {
            "helpers": chance["helpers"],
            "said": round(100 * chance["said"]),
            "true": round(100 * chance["true"]),
        }


def _words() -> dict[str, str]:
    return {
        "first question": _("Learners at their first request"),
        "first 90 days": _("Learners in their first 90 days"),
        "longer": _("Learners who were there longer"),
        "helped before": _("Helped by somebody who had helped them before"),
        "strangers": _("Helped by somebody new to them"),
    }


def _found(who: str, luck: dict[str, float]) -> str:
    words = _(
        "%(who)s: one who helped was among the first five for %(five)d of 100 requests; "
        "%(ten)d of 100 who helped were among the first ten (%(requests)d requests, mean of 1 / place %(mrr).2f)."
    )
    five, ten = round(100 * luck["success_at_5"]), round(100 * luck["recall_at_10"])
    return words % {"who": who, "five": five, "ten": ten, "requests": luck["requests"], "mrr": luck["mrr"]}
