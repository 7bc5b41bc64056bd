"""What is made of a resource: how useful it was, where it helped, what is doubted, and words at a place in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.models import Post
from peerloop.kit.clock import now
from peerloop.library.models.resource import LONGEST_WORD, Resource, Version
from peerloop.loops.models import Loop
from peerloop.people.models import UNTIL_ERASED, Member


class Usefulness(models.Model):
    """How useful a colleague found it, in a written word, with their name."""

    class How(models.TextChoices):
        VERY = "very", _("It helped me")
        PARTLY = "partly", _("It helped a little")
        NOT = "not", _("It did not help me")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="judgements")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(_("how useful was it?"), max_length=6, choices=How.choices)
    word = models.TextField(_("in a few words"), max_length=LONGEST_WORD)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "how", "word"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "member"], name="usefulness_once")]


class Use(models.Model):
    """A learner takes it along on a loop of theirs; who does is told to nobody."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="uses")
    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"loop": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "loop"], name="use_once")]


class Dispute(models.Model):
    """Somebody says that this is not so, and why; it stands beside the resource until it is resolved, and after."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="disputes")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("what is not so, and why"), max_length=LONGEST_WORD)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "reason"), UNTIL_ERASED)


class Resolution(models.Model):
    """How a dispute was settled: said by the one who began it, or a moderator, never by the authors alone."""

    dispute = models.OneToOneField(Dispute, on_delete=models.CASCADE, related_name="resolution")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    word = models.TextField(_("how it was settled"), max_length=LONGEST_WORD)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)


class Check(models.Model):
    """A link with which others can check what the resource says."""

    class Says(models.TextChoices):
        SUPPORTS = "supports", _("supports it")
        CONTRADICTS = "against", _("speaks against it")
        MORE = "more", _("tells more about it")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="checks")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    url = models.CharField(_("link"), max_length=500)
    says = models.CharField(_("what it does"), max_length=8, choices=Says.choices)
    word = models.CharField(_("what to look for there"), max_length=280, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "url", "word"), UNTIL_ERASED)


class Spot(models.Model):
    """The place that a post is about: a second of what is played, or some words of the text."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="spots")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    second = models.PositiveIntegerField(null=True)
    quote = models.CharField(max_length=200, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = {"quote": UNTIL_ERASED}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(second=None) ^ models.Q(quote=""), name="spot_is_one_place")
        ]
