"""Workplace mentoring."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="mentoring",
    kinds=("one_to_one",),
    title=_("Workplace mentoring"),
    aim=_("Two colleagues meet to bring one of them a step further on something that they are working on now."),
    people=(2, 2),
    minutes=30,
    fits=_(
        "When somebody wants to get better at something that somebody else does well. Half an hour every two "
        "weeks does "
        "more than an afternoon once, as long as something is tried in between."
    ),
    before=(
        _("The learner brings one real case: what is to be done, what was tried, where it sticks."),
        _("The mentor looks at what was agreed last time, and prepares no lecture."),
    ),
    after=(
        _("The learner writes down what they gained and what they will try, by when."),
        _("Try it within three days; most of what is not tried by then is gone."),
        _("Tell the mentor how it went, even in one line."),
    ),
    beware=_(
        "The mentor solves the problem. It feels good to both, and nobody has learned anything. Ask three questions "
        "before you give one answer."
    ),
    roles=(
        Role(
            "mentor",
            _("Mentor"),
            _("Asks, shows how they would go about it, and leaves the doing to the other."),
            "leader",
        ),
        Role("learner", _("Learner"), _("Brings the case, thinks aloud, and decides what to try.")),
    ),
    steps=(
        Step(
            _("What happened since"),
            5,
            "learner",
            _("What did you try, and what came of it? What did not work counts as much."),
            (_("What surprised you?"),),
        ),
        Step(
            _("Today’s case"),
            5,
            "learner",
            _("Tell the case in three minutes. The mentor asks only to understand."),
            (_("What would be a good end of this half-hour?"),),
        ),
        Step(
            _("Work on it together"),
            14,
            "mentor",
            _("The learner has the keyboard, the pen or the word. Show how you think, not only what you know."),
            (_("What would you do if I were not here?"), _("What have you ruled out, and why?")),
        ),
        Step(
            _("What I take away"),
            6,
            "learner",
            _("What did you gain, what will you try, on what, by when? Agree on the next hour."),
            (_("What could get in the way?"),),
        ),
    ),
)
