"""Files of people on their way in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill


class Upload(models.Model):
    """A file as it was given, kept until it is imported or a day has passed."""

    by = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "name", "content"), "one day")


class Import(models.Model):
    """One import: asked for, then done or refused; with its counts.

    How far one under way has come is told by ``progress``, outside its transaction.
    """

    upload = models.OneToOneField(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    complete = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False, help_text="that it may retire more than a few")
    asked_at = models.DateTimeField(default=now)
    rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "name"), UNTIL_ERASED)


class Undoing(models.Model):
    """An import is taken back as a whole: asked for, then done; one that turned out impossible is no row."""

    import_of = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="undoing")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Trace(models.Model):
    """A row that the latest import wrote, and how it stood before; kept so that the import can be undone."""

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        RETIRED = "retired", _("retired")
        BACK = "back", _("back")

    import_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="traces")
    table = models.CharField(max_length=20, help_text="member, team, skill, offer or need")
    row = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    before = models.JSONField(default=dict)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("row", "before"), "until the next import, at most one month")

    class Meta:
        indexes = [models.Index(fields=["import_of", "table"])]


class Heading(models.Model):
    """What a heading of somebody's own files means: one of our columns, or "" for one that is left out."""

    key = models.CharField(max_length=200, unique=True)
    written = models.CharField(max_length=200)
    column = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Pickup(models.Model):
    """Where a file of people is fetched from by itself: a folder of this machine or an HTTPS address."""

    class Kind(models.TextChoices):
        FOLDER = "folder", _("a folder on the server")
        ADDRESS = "address", _("an HTTPS address")

    class Every(models.TextChoices):
        HOUR = "hour", _("every hour")
        DAY = "day", _("every night")
        WEEK = "week", _("every week")

    kind = models.CharField(_("from"), max_length=8, choices=Kind.choices)
    where = models.CharField(_("where"), max_length=500)
    every = models.CharField(_("how often"), max_length=5, choices=Every.choices, default=Every.DAY)
    complete = models.BooleanField(default=False)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "where"), UNTIL_ERASED)


class Fetch(models.Model):
    """One look at a pick-up: what came of it. The latest stands on the page; a month is kept."""

    class Result(models.TextChoices):
        IMPORTED = "imported", _("imported")
        SAME = "same", _("nothing new")
        REFUSED = "refused", _("the file has faults")
        WAITS = "waits", _("waits for somebody’s yes")
        FAILED = "failed", _("no file could be fetched")

    pickup = models.ForeignKey(Pickup, on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField(default=now)
    digest = models.CharField(max_length=64, blank=True, help_text="of the file: the same one is not read twice")
    result = models.CharField(max_length=8, choices=Result.choices)
    told = models.TextField(blank=True, help_text="why, where it failed or was refused")
    upload = models.ForeignKey(Upload, null=True, on_delete=models.SET_NULL, related_name="+")
    done = models.ForeignKey(Import, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"told": "one month"}


class TakenBack(models.Model):
    """The member has taken this offer or need back: no file brings it in again."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("offer")
        NEED = "need", _("need")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "skill", "kind"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "skill", "kind"], name="taken_back_once")]


class SkillList(models.Model):
    """A list of skills from elsewhere: given, looked at, then asked for and brought in; its files are kept till then.

    ``made``: the ids that it wrote, as ranges by table, to take it back.
    """

    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    first = models.BinaryField()
    second_name = models.CharField(max_length=200, blank=True)
    second = models.BinaryField(default=b"")
    everything = models.BooleanField(default=False, help_text="also what is not here yet")
    made_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    made = models.JSONField(default=dict)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class SkillListUndoing(models.Model):
    """A list of skills is to be taken back; once that is finished, what it brought is gone."""

    skill_list = models.OneToOneField(SkillList, on_delete=models.CASCADE, related_name="undoing")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}
