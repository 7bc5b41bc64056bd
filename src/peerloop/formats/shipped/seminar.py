"""Discussion seminar."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import EXPERT, Format, Role, Step

KIT = Format(
    code="seminar",
    kinds=("seminar",),
    title=_("Discussion seminar"),
    aim=_("A question that has no easy answer: peers think it through aloud before the one who knows says a word."),
    people=(5, 16),
    minutes=60,
    fits=_(
        "When people have read or seen the same thing and have to make up their minds about it: a decision, an "
        "incident, a paper, a change of rules. What they work out themselves stays; what they are told does not."
    ),
    before=(
        _("Send a text of at most four pages, a week before, and one question to read it with."),
        _("Collect questions on the session’s page, and let everybody say which they want."),
        _("Ask the expert to keep silent until their turn. It is harder than it sounds."),
    ),
    after=(
        _("Put the group’s answer and the expert’s beside each other into the notes."),
        _("Each writes what they have changed their mind about, if anything."),
    ),
    beware=_(
        "Two people talk and the others watch. Begin in pairs, so that everybody has said something before the round "
        "opens, and let the moderator ask those who have not spoken by name."
    ),
    roles=(
        Role(
            EXPERT,
            _("Expert"),
            _("Listens without a word until the end, then answers what the group could not."),
            "leader",
        ),
        Role(
            "moderator", _("Moderator"), _("Opens the question, gives the floor, and brings it back to the question.")
        ),
        Role("critic", _("Devil’s advocate"), _("Says what speaks against whatever the group begins to agree on.")),
        Role("debaters", _("Debaters"), _("Say what they think and why, and build on what was said before."), "all"),
    ),
    steps=(
        Step(
            _("The question"),
            5,
            "moderator",
            _("Read the question aloud. Each writes down a first answer, alone, in two lines."),
        ),
        Step(
            _("In pairs"),
            10,
            "all",
            _("Tell each other your answer and what it rests on. Find where you differ."),
            (_("What would have to be true for the other to be right?"),),
            2,
        ),
        Step(
            _("Debate"),
            20,
            "moderator",
            _(
                "The expert keeps silent. Speak to one another, not to the moderator. Say what you would do, "
                "not only what is true."
            ),
            (_("What speaks against it?"), _("Who would see this differently?"), _("What do we not know?")),
        ),
        Step(
            _("Where we stand"),
            8,
            "critic",
            _("Sum up: what we agree on, what stays open, and the strongest objection."),
        ),
        Step(
            _("The expert answers"),
            12,
            "expert",
            _(
                "First: what you heard that is right. Then what the group did not see. Then where you do not "
                "know yourself."
            ),
            (_("What did experience teach you about this?"), _("Where do experts disagree?")),
        ),
        Step(_("What changed"), 5, "all", _("Each reads out the first answer, and says whether it still stands.")),
    ),
)
