"""Proctor model."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="proctor",
    kinds=("workshop",),
    title=_("Proctor: seniors tutor juniors"),
    aim=_("Everybody works at their own pace on the same task, and those who are further go round and help."),
    people=(5, 24),
    minutes=60,
    fits=_(
        "When a group is to learn something by doing it, and some can do it already: a tool, a procedure, a kind of "
        "calculation. One proctor for four or five learners is right."
    ),
    before=(
        _("Prepare three tasks: one that everybody can do, one that is the point, one for whoever is quick."),
        _("Go through them with the proctors the day before, and agree on when to help and when to wait."),
        _("See that everybody has access to what they need. It eats half the time otherwise."),
    ),
    after=(
        _("Proctors tell the teacher where people got stuck; the tasks are mended for the next group."),
        _("Whoever finished the third task is asked to be a proctor next time."),
    ),
    beware=_(
        "Proctors take over the keyboard. Hands in your pockets: ask what they see, what they expected, what "
        "they would "
        "try."
    ),
    roles=(
        Role("teacher", _("Teacher"), _("Sets the tasks, shows the first, and watches the room as a whole."), "leader"),
        Role(
            "proctor", _("Proctor"), _("Sits with four or five, helps with questions, and never touches the keyboard.")
        ),
        Role("second_proctor", _("Second proctor"), _("The same, at the other end of the room.")),
        Role("learners", _("Learners"), _("Work in pairs, ask the partner first, then the proctor."), "all"),
    ),
    steps=(
        Step(
            _("What we will be able to do"), 5, "teacher", _("Show the end first: what it looks like when it is done.")
        ),
        Step(
            _("First task, together"),
            10,
            "teacher",
            _("Everybody does the first task along with the teacher. Nobody goes on before all are there."),
        ),
        Step(
            _("Second task, in pairs"),
            20,
            "proctor",
            _("Two to a task, one types and one reads. After ten minutes they change."),
            (_("What do you expect to happen?"), _("What does it say?"), _("What would you try next?")),
            2,
        ),
        Step(
            _("What was hard"),
            5,
            "second_proctor",
            _("Each pair says where it got stuck. Whoever got past it says how."),
        ),
        Step(
            _("Third task, or the second again"),
            15,
            "proctor",
            _("Whoever is done takes the third. Whoever is not takes the time."),
            (),
            2,
        ),
        Step(
            _("Explain it to your partner"),
            5,
            "all",
            _("One explains the second task from memory, the other listens for gaps. Say where you will use it."),
            (_("On which task of yours this week?"),),
            2,
        ),
    ),
)
