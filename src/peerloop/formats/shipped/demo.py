"""Demo."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="demo",
    kinds=("demo",),
    title=_("Demo"),
    aim=_("Show something that works, finished or not, and hear what others make of it while it can still change."),
    people=(3, 40),
    minutes=30,
    fits=_(
        "When something new runs, a tool, a report, a way of working, and those who would use it have not seen it yet. "
        "Short and often is better than long and grand."
    ),
    before=(
        _("Choose one story: who wants what, and how they get it. Prepare that path and no other."),
        _("Say what you want to hear about, and what is not open any more."),
        _("Have a picture ready for when the live part fails. It will, once."),
    ),
    after=(
        _("Write down what you will change because of it, and what not and why."),
        _("Tell those who gave a hint what became of it."),
    ),
    beware=_(
        "The demo becomes a sales talk, or a debate about one button. Ask for what people saw and understood before "
        "you ask for what they would like."
    ),
    roles=(
        Role(
            "presenter",
            _("Presenter"),
            _("Shows the thing as somebody would really use it, and defends nothing."),
            "leader",
        ),
        Role("scribe", _("Scribe"), _("Writes down every remark in the words in which it was made.")),
        Role(
            "viewers",
            _("Viewers"),
            _("Say what they saw, what they did not understand, and what they would use it for."),
            "all",
        ),
    ),
    steps=(
        Step(
            _("What you will see"),
            3,
            "presenter",
            _("In two sentences: who it is for, and what they could not do before."),
            (_("What would you like to hear from us?"),),
        ),
        Step(
            _("Watch it work"),
            12,
            "presenter",
            _("Show the one story, without stopping. Nobody asks yet; everybody notes."),
            (_("What surprised you?"), _("Where did you get lost?")),
        ),
        Step(
            _("What did you see?"),
            5,
            "all",
            _("Each says one thing they saw or did not understand. No wishes yet."),
            (_("What is it for, in your own words?"),),
        ),
        Step(
            _("Questions and hints"),
            7,
            "all",
            _("Now the wishes. The scribe writes, the presenter says thank you and argues with none."),
            (_("What would keep you from using it?"), _("What could be left out?")),
        ),
        Step(_("What happens now"), 3, "presenter", _("Say the one thing you take away, and when you show it again.")),
    ),
)
