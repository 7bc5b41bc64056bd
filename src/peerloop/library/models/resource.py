"""A resource, its versions, and the way of each to everybody: reviewed by a peer, agreed to, published."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.models import Thread
from peerloop.files.models import File
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill

LONGEST_TITLE, LONGEST_TEXT, LONGEST_SOURCES, LONGEST_TERMS = 120, 20_000, 2_000, 120
LONGEST_TRANSCRIPT, LONGEST_CHAPTERS, LONGEST_WORD = 200_000, 8_000, 1_000


class Resource(models.Model):
    """Something worth keeping. ``ask``: who answers questions about it.

    ``current`` is the version that everybody reads, ``public`` whether they may: both follow from the publications,
    consents and withdrawals, and ``score`` from how useful it was found; ``actions.following`` keeps them true.
    ``look_again_on``: when somebody is to look whether it still holds; ``asked_at``: when they were asked, None before.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        SLIDES = "slides", _("slides")
        LINK = "link", _("link")
        VIDEO = "video", _("short video")
        AUDIO = "audio", _("audio")
        INTERVIEW = "interview", _("interview")
        COURSE = "course", _("external course")
        EBOOK = "ebook", _("e-book")
        TIP = "tip", _("tip")
        GUEST = "guest", _("guest")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ask = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    thread = models.OneToOneField(Thread, null=True, on_delete=models.SET_NULL, related_name="+")
    current = models.OneToOneField("Version", null=True, on_delete=models.SET_NULL, related_name="+")
    public = models.BooleanField(default=False)
    score = models.FloatField(default=0.0)
    look_again_on = models.DateField(_("look again on"), null=True, blank=True)
    asked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "ask"), UNTIL_ERASED)

    class Meta:
        indexes = [
            models.Index(fields=["public", "-score", "-id"]),
            models.Index(fields=["by", "made_at"]),
            models.Index(fields=["look_again_on"]),
        ]


class Contributor(models.Model):
    """Who has a part in it: an author writes it; who is interviewed or led what was recorded has a say whether it is
    published.
    """

    class Part(models.TextChoices):
        AUTHOR = "author", _("author")
        INTERVIEWED = "interviewed", _("interviewed")
        LEADER = "leader", _("led the session")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="contributors")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "member"], name="contributor_once")]
        indexes = [models.Index(fields=["member", "part"])]


class Consent(models.Model):
    """One who does not write it agrees that it is published; the row goes when they take that back."""

    contributor = models.OneToOneField(Contributor, on_delete=models.CASCADE, related_name="consent")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"at": UNTIL_ERASED}


class Version(models.Model):
    """What a resource says, once and for all: a change is another version.

    ``rests_on``: what its claims rest on; of ``sources`` each line is one. ``transcript`` and ``chapters`` are lines
    that may begin with a time, "04:10 What a beginner would have done".
    """

    class Ground(models.TextChoices):
        EXPERIENCE = "experience", _("my own experience")
        SOURCES = "sources", _("sources that I name")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    url = models.CharField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(File, null=True, on_delete=models.SET_NULL, related_name="+")
    rests_on = models.CharField(max_length=10, choices=Ground.choices, default=Ground.EXPERIENCE)
    sources = models.TextField(_("sources"), max_length=LONGEST_SOURCES, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    terms = models.CharField(_("who offers it, and at what price"), max_length=LONGEST_TERMS, blank=True)
    transcript = models.TextField(_("transcript"), max_length=LONGEST_TRANSCRIPT, blank=True)
    chapters = models.TextField(_("chapters"), max_length=LONGEST_CHAPTERS, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("title", "text", "url", "sources", "terms", "transcript", "chapters", "by"), UNTIL_ERASED
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "number"], name="version_numbered_once")]


class Review(models.Model):
    """A peer is asked to look at the newest version; it follows the authors' changes until they have answered."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("reviewer", "asked_by"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "reviewer"], name="review_once")]


class Verdict(models.Model):
    """What the peer answered; only the authors and that peer read it."""

    class Says(models.TextChoices):
        READY = "ready", _("It is ready for everybody")
        CHANGES = "changes", _("Something should change first")

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="verdict")
    says = models.CharField(max_length=8, choices=Says.choices)
    word = models.TextField(_("your word"), max_length=LONGEST_WORD, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"word": UNTIL_ERASED}


class Publication(models.Model):
    """This version was given to everybody."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="publication")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Withdrawal(models.Model):
    """Taken from the shelf by an author or a moderator, with the reason; the row goes when it is put back."""

    resource = models.OneToOneField(Resource, on_delete=models.CASCADE, related_name="withdrawal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    word = models.CharField(_("why"), max_length=280)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)


class GuestContact(models.Model):
    """How a guest from outside is reached, for the authors and organisers; and since when they agree to be listed."""

    resource = models.OneToOneField(Resource, on_delete=models.CASCADE, related_name="contact")
    contact = models.CharField(_("how to reach them"), max_length=200)
    agreed_on = models.DateField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"contact": UNTIL_ERASED}
