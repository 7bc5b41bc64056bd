"""The first weeks as they are shipped: small tasks and questions, which the two change as they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TITLES: dict[int, _StrPromise] = {
    1: _("Arrive"),
    2: _("Find your way"),
    3: _("See how the others work"),
    4: _("Do something small, whole"),
    5: _("Ask what nobody has told you"),
    6: _("Look back, and ahead"),
}

TASKS: dict[int, tuple[_StrPromise, ...]] = {
    1: (
        _("Meet for half an hour and tell each other how you came here."),
        _("Walk through the house together, or through its channels: where is what asked, and where is it answered?"),
        _("Write down three things that surprise you. They will not surprise you for long, and they are worth a lot."),
        _("Ask: whom do people call first when something breaks?"),
    ),
    2: (
        _("Have a coffee with two people whom your buddy thinks you will need."),
        _("Draw who works with whom, as you have understood it. Let your buddy mend the picture."),
        _("Ask: which words does everybody use here that mean something else elsewhere?"),
    ),
    3: (
        _("Sit beside somebody for an hour and watch how they do what you will do."),
        _("Read one decision that was hard, and ask somebody who was there why it fell as it did."),
        _("Ask: what did you wish somebody had told you in your third week?"),
    ),
    4: (
        _("Finish one small thing that somebody uses, from the beginning to the end."),
        _("Show it to your buddy before it is perfect. What would they have done in another order?"),
        _("Ask: how does one know here that something is good enough?"),
    ),
    5: (
        _("Say one thing that you can do and others here may want to learn, and put it among your offers."),
        _("Look at your three surprises from the first week. Which one wants changing, and who would be glad?"),
        _("Ask: what is never said in a meeting, and always afterwards?"),
    ),
    6: (
        _("Tell your buddy what you learned, what still puzzles you, and what you want to learn next."),
        _("Write the page that you were missing on your first day, for whoever comes after you."),
        _("Agree how the two of you go on: every week, every month, or whenever you feel like it."),
    ),
}
