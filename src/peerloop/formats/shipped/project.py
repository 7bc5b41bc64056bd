"""Collaborative project."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="project",
    title=_("Collaborative project"),
    aim=_("A small team learns something by making something with it that somebody really needs."),
    people=(3, 8),
    minutes=60,
    turns=True,
    fits=_(
        "When a skill is only learned by using it on something whole, and a small useful result can be had in four to "
        "eight meetings. This is one such meeting; between two of them everybody does a part."
    ),
    before=(
        _("Agree on what is to be there at the end, who needs it, and what each wants to learn from it."),
        _("Give each part to whoever wants to learn it, not to whoever can do it already."),
        _("Bring your part as it is. Half done and shown is better than done and hidden."),
    ),
    after=(
        _("Decisions and parts go into the notes, with names and days."),
        _("Each writes one line about what they learned, not only what they did."),
    ),
    beware=_(
        "The work gets done and nobody has learned anything, because each did what they could do already. Ask at each "
        "meeting what was new to you."
    ),
    roles=(
        Role("lead", _("Lead for today"), _("Keeps the whole in view and the meeting to its time.")),
        Role("scribe", _("Scribe"), _("Writes down what is decided, who does it and by when.")),
        Role("questioner", _("Questioner"), _("Asks why, and what those who need the result would say.")),
        Role("makers", _("Makers"), _("Show their part, ask for help early, and take on the next part."), "all"),
    ),
    steps=(
        Step(_("Where we are"), 5, "lead", _("The goal in one sentence, and what has changed since.")),
        Step(
            _("Show your part"),
            15,
            "all",
            _("Three minutes each: what is there, what I learned, where I am stuck."),
            (_("What was new to you?"),),
        ),
        Step(
            _("What does not work yet"),
            10,
            "questioner",
            _("Look at it as the one who needs it would. Name the biggest gap."),
            (_("Would they use it as it is?"), _("What could we leave out?")),
        ),
        Step(
            _("Work in pairs"),
            20,
            "all",
            _("Who is stuck sits with who is not. The one who is stuck does the work."),
            (),
            2,
        ),
        Step(_("Who does what until when"), 10, "scribe", _("One part each, one day each. Read it back aloud.")),
    ),
)
