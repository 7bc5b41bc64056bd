"""Teach-back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="teach_back",
    kinds=("teach_back",),
    title=_("Teach-back"),
    aim=_("A practice lesson before two peers: teach a small part, hear how it came across, and do it once more."),
    people=(3, 4),
    minutes=45,
    fits=_(
        "Before somebody teaches a group for the first time, or after they have learned something that they "
        "want to keep. "
        "Two listeners are enough: one who knows the subject, one who does not."
    ),
    before=(
        _("Choose ten minutes of your lesson: the part you are least sure of."),
        _("Tell the two what those who come will know already."),
    ),
    after=(
        _("The two write one line each about what is good, and one about what they would change, and sign it."),
        _("The teacher changes one thing before the real lesson."),
    ),
    beware=_(
        "The listeners talk about the subject instead of the teaching. Say what you saw and what it did to "
        "you: “When you "
        "showed the second picture I was lost.”"
    ),
    roles=(
        Role(
            "teacher",
            _("Teacher"),
            _("Teaches as if it were the real thing, and listens to what comes back."),
            "leader",
        ),
        Role("expert_peer", _("Peer who knows it"), _("Listens for what is wrong or missing.")),
        Role("fresh_peer", _("Peer who does not"), _("Listens for where one gets lost, and says so.")),
        Role("watchers", _("Others"), _("Watch, and say one thing that they would take over."), "all"),
    ),
    steps=(
        Step(
            _("What it is to be"),
            3,
            "teacher",
            _("For whom, what they will be able to do, and what you want to hear about."),
        ),
        Step(_("The lesson"), 12, "teacher", _("Ten minutes of real teaching. The two do what learners would do.")),
        Step(
            _("Tell it back"),
            5,
            "fresh_peer",
            _("Say in your own words what you have learned. The teacher only listens: this is the result."),
            (_("What could you do now?"), _("Where did you stop following?")),
        ),
        Step(
            _("What we saw"),
            10,
            "expert_peer",
            _("First what worked, with the place at which it did. Then one thing to change."),
            (_("Was there something to do, or only to hear?"), _("What could be left out?")),
        ),
        Step(_("The hardest part once more"), 10, "teacher", _("Teach the part that was weakest again, changed.")),
        Step(_("Ready?"), 5, "all", _("Each says: ready, or ready once this is changed. Write the line.")),
    ),
)
