"""Threads and what is said in them. A room above opens a thread, keeps its number, and says who sits in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.files.models import File
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member


class Thread(models.Model):
    """A talk; ``open_to_all``: everybody here reads and writes, otherwise who has a seat."""

    open_to_all = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Seat(models.Model):
    """The member reads and writes in the thread; ``moderates``: may hide what is said there, with a reason."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    moderates = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="seat_once")]
        indexes = [models.Index(fields=["member", "thread"])]


class Closing(models.Model):
    """Nothing more is said in the thread; what was said stays for those who sit in it."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="closing")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Post(models.Model):
    """Something said, in text with marks."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("what you want to say"))
    quotes = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    files = models.ManyToManyField(File, related_name="+")
    mentions = models.ManyToManyField(Member, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text", "mentions"), UNTIL_ERASED)

    class Meta:
        indexes = [models.Index(fields=["thread", "at"]), models.Index(fields=["by", "at"])]


class Edit(models.Model):
    """How the post read before it was changed; shown to whoever reads the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="edits")
    before = models.TextField()
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"before": UNTIL_ERASED}


class TakenBack(models.Model):
    """The one who said it has taken it back; its words are gone."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="taken_back")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Hiding(models.Model):
    """Who moderates has hidden the post; the reason is said, and the one who wrote it still reads it."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="hiding")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("why"), max_length=280)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "reason"), UNTIL_ERASED)


class Reaction(models.Model):
    """A nod to a post."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thank you")
        SAME = "same", _("Same here")
        HELPED = "helped", _("This helped me")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "kind"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member", "kind"], name="reaction_once")]


class Draft(models.Model):
    """What a member has begun to write in a thread and not said yet; nobody else's to read."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "text"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="draft_once")]


class Reading(models.Model):
    """Up to when a member has read a thread; nobody else's to see."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "until"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="reading_once")]
