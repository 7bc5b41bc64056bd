"""Interview."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import GUEST, INTERVIEWER, Format, Role, Step

KIT = Format(
    code="interview",
    title=_("Interview"),
    aim=_(
        "Ask somebody with long experience what they do without noticing it any more, and keep it for those "
        "who come after."
    ),
    people=(2, 20),
    minutes=45,
    fits=_(
        "When somebody knows a great deal and would never write it down: before they change jobs, after a long "
        "project, "
        "or because everybody goes to them. Others may listen; the recording or the notes stay."
    ),
    before=(
        _("Ask whether it may be recorded, who may see it, and that they may take parts out afterwards."),
        _("Choose one period or one decision to talk about, not a whole career."),
        _("Send the questions a day before, and say that you will not keep to them."),
    ),
    after=(
        _("The one who was asked looks through it first; nothing is shared before they say yes."),
        _("Write ten lines of what one can use, with the minute at which it is said."),
    ),
    beware=_(
        "You get opinions instead of stories. Ask for a day, a place, what was on the table, what they did next; the "
        "rule behind it comes by itself."
    ),
    roles=(
        Role(
            GUEST,
            _("Guest"),
            _("Tells what happened, as exactly as possible. May leave out whatever they like."),
            "leader",
        ),
        Role(INTERVIEWER, _("Interviewer"), _("Asks short questions, bears silence, and asks once more.")),
        Role("recorder", _("Recorder"), _("Sees to the recording, and notes the minute of what is worth keeping.")),
        Role("listeners", _("Listeners"), _("Listen, and ask in the last part."), "all"),
    ),
    steps=(
        Step(
            _("Warm up"),
            5,
            "interviewer",
            _("Who are you, what do you do here? Say once more what happens with the recording."),
        ),
        Step(
            _("One story"),
            12,
            "guest",
            _("Tell of one time when it mattered. From the beginning, as if it were a film."),
            (_("How did it begin?"), _("What did you see first?"), _("What did you do then?")),
        ),
        Step(
            _("What was behind it"),
            12,
            "interviewer",
            _("Go back to the moments at which something was decided."),
            (
                _("How did you know?"),
                _("What would a beginner have done?"),
                _("What did you not do, and why?"),
                _("When has it gone wrong?"),
            ),
        ),
        Step(
            _("What others should know"),
            8,
            "guest",
            _("Three things for somebody who does this for the first time."),
            (_("What do you wish you had been told?"),),
        ),
        Step(
            _("Questions of the others"),
            8,
            "interviewer",
            _("Those posed beforehand first. Thank the guest, and say when they get the draft."),
        ),
    ),
)
