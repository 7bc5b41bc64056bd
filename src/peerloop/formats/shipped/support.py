"""Peer support group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="support",
    title=_("Peer support group"),
    aim=_("Equals who are in the same position help one of them with a case, by asking before advising."),
    people=(4, 8),
    minutes=60,
    turns=True,
    fits=_(
        "When people carry something similar, first-time team leads, those new to a site, lone specialists, and have "
        "nobody beside them to ask. A fixed group that meets every two or three weeks grows the trust it needs."
    ),
    before=(
        _("Agree once: what is said here stays here, and what anybody may say outside about it."),
        _("One or two people have a case each. A real one, not solved yet, in which you have a part yourself."),
        _("The facilitator is another one at each meeting."),
    ),
    after=(
        _("Whoever brought the case tells at the next meeting what they did."),
        _("Keep no notes about the case. Keep what was learned in general, if all agree."),
    ),
    beware=_(
        "Advice comes too soon, and it is advice that worked for somebody else. Keep the questions and the "
        "ideas apart, "
        "by the clock."
    ),
    roles=(
        Role(
            "facilitator",
            _("Facilitator"),
            _("Keeps the time and the order: questions first, then ideas, then the one with the case."),
        ),
        Role("case", _("Has the case"), _("Tells it, answers questions, then listens without answering.")),
        Role("peers", _("Peers"), _("Ask in order to understand, then say what they would do in that place."), "all"),
    ),
    steps=(
        Step(
            _("How is everybody?"),
            8,
            "facilitator",
            _("One sentence each: what is on your mind, and what came of the last case."),
        ),
        Step(_("The case"), 8, "case", _("What is happening, what is your part in it, and what do you want from us?")),
        Step(
            _("Only questions"),
            12,
            "facilitator",
            _("Open questions, one at a time. No advice that is dressed up as a question."),
            (_("What have you tried?"), _("What would the other side say?"), _("What if nothing changes?")),
        ),
        Step(
            _("Ideas"),
            14,
            "peers",
            _("The one with the case turns away and writes. The others talk as if alone: “In that place I would …”."),
            (_("What strikes us?"), _("What else could it mean?")),
        ),
        Step(
            _("What I take"), 8, "case", _("What struck you, and what will you do first? No need to answer the rest.")
        ),
        Step(
            _("For all of us"),
            10,
            "facilitator",
            _("Each says what they take away for themselves. Who has a case next time?"),
        ),
    ),
)
