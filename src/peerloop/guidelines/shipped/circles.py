"""Guidelines for circles and pairs of a programme."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.guidelines.shipped.house import CONFIDENTIAL, FEEDBACK
from peerloop.guidelines.shipped.template import Template

CONDUCT = _(
    """A circle is a few people who meet for some weeks, with one goal. What holds in the house holds here
too, and this:

# Meeting

- **We begin and end on time.** Who comes late comes in quietly; who cannot come says so the day before.
- **We come prepared**, with what we tried since last time, be it that it did not work.
- **One speaks at a time**, and everybody speaks at every meeting.
- **Roles go round**: everybody leads once, keeps the time once, writes once.

# Between meetings

- **Everybody tries one thing** and says in the thread what came of it.
- **Questions go into the thread**, so that all learn from the answer.

# The facilitator

- Takes no side, and is nobody’s manager here.
- Sees to it that all have their turn, and brings us back to the goal.
- May hide what does not belong in the thread, and says why.
- Hands over in good time when they leave.

# Leaving

Everybody may leave at any time, with one sentence or without. When the circle closes we say what each takes along; it
is passed on only with that one’s yes."""
)

TEMPLATE = Template(
    code="circles",
    title=_("How our circles work"),
    line=_("For circles and pairs of a programme: how we meet, what we do in between, what the facilitator may."),
    conduct=CONDUCT,
    feedback=FEEDBACK,
    confidential=CONFIDENTIAL,
)
