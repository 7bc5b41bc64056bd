"""A code of conduct for a whole house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.guidelines.shipped.template import Template

CONDUCT = _(
    """Everybody here knows something that somebody else would like to learn. These few lines make it safe to ask.

# What you can count on

- **Nobody has to know everything.** A question is welcome, also the second time.
- **Whoever teaches gives time.** Come when you have said you will, come prepared, and say early when you cannot.
- **Whoever learns decides what about.** Ask before you advise; try before you judge.
- **Rank stays outside.** In a session the one who knows speaks, whoever that is.
- **Everybody gets a turn.** Who has spoken much asks one who has not.
- **No is an answer.** Nobody owes a reason for it, and nobody asks for one.

# What does not belong here

- Mocking, belittling or leaving somebody out, in words, jokes or pictures, and remarks about who somebody is instead of
  what they said.
- Attention that is not wanted, also after one no.
- Telling on: what was said while learning is no matter for appraisals.
- Other people’s work as one’s own. Say whose idea it was.

# When something goes wrong

Say so to the one concerned, if you can, soon and in private. If you cannot, or it does not help, turn to whoever
facilitates, or to a moderator. You may step out of anything at any time."""
)

FEEDBACK = _(
    """Feedback is a present: about the work, for the one who did it.

# When you give it

1. **Ask first.** “Would you like to hear what I noticed?” A no is fine.
2. **Say what you saw**, not what you think of the person: “In the second part I lost the thread when the figures came.”
3. **Say what it did**: “I stopped listening and began to reckon.”
4. **Leave them a next step**, one: “A picture there would have kept me with you.”
5. **Begin with what was good**, and be as exact about it as about the rest.

Soon is better than complete. In private, unless you were asked for it among others.

# When you get it

1. **Listen to the end.** Write it down if you would rather answer.
2. **Ask** until you could say it in your own words.
3. **Say thank you.** You need not agree, and you need not explain.
4. **Choose one thing** to try.

# What is no feedback

Marks, comparisons with others, guesses about reasons, and what nobody can change."""
)

CONFIDENTIAL = _(
    """What was learned may leave the room. Who said what stays in it.

# Stays among those who were there

- What somebody does not know yet, got wrong or finds hard.
- What somebody tells of their team, their manager, their health or their family.
- Notes, recordings and threads of a pairing, a circle or a session of few.
- Who came, and who did not.

# May be passed on

- What you have learned: the matter itself, methods, links, your own notes.
- What somebody said, if they have said yes to that, with their name or without, as they like.

# Recording

Only if all have said yes beforehand, and it stops when one says no.

# What nobody can keep to themselves

Where somebody is in danger, or the law is broken, tell those who must know, and tell the others that you do. What
belongs to customers, and what the house has declared secret, does not become a lesson."""
)

TEMPLATE = Template(
    code="house",
    title=_("How we learn together"),
    line=_("A code of conduct for everybody: what one can count on, what does not belong here, whom to turn to."),
    conduct=CONDUCT,
    feedback=FEEDBACK,
    confidential=CONFIDENTIAL,
)
