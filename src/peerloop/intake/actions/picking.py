"""A file is fetched by itself, and imported as if whoever set that up had given it."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.actions.applying import NAME_LENGTH, NotConfirmed, Refused, apply_import
from peerloop.intake.models import Fetch, Pickup, Upload
from peerloop.intake.queries.pickups import latest_fetches
from peerloop.intake.queries.preview import preview
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.intake.rules.columns import BYTES
from peerloop.intake.rules.pickups import MOST_PICKUPS, checked, due_since, folder_of
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.kit.outside import NotFetched, fetch
from peerloop.kit.text import clean
from peerloop.people.rules import has_role, require

if TYPE_CHECKING:
    from pathlib import Path

    from peerloop.people.models import Member

SECONDS = 120.0
AT_REST = 10
"""Seconds for which a file must not have changed, or it is still being written."""
KEPT = timedelta(days=30)
FAULTS_TOLD = 5
KINDS_OF_FILE = (".csv", ".xlsx")
NOT_ANY_MORE = gettext_lazy("Whoever set this up may not import any more. Save it again as yours.")
SAME, FAILED, REFUSED, WAITS = Fetch.Result.SAME, Fetch.Result.FAILED, Fetch.Result.REFUSED, Fetch.Result.WAITS


class StillWritten(NotFetched):
    """The newest file is not done yet: the next time."""


@transaction.atomic
def save_pickup(
    pickup: Pickup | None = None, *, by: Member, kind: str, where: str, every: str, complete: bool
) -> Pickup:
    """Set up where a file is fetched from, or change it; from now on it comes in as ``by``'s.

    Raises ``ValidationError`` by the field for a place that is never looked at, or for one too many.
    """
    require(has_role(by, *MAY_IMPORT))
    where = checked(kind, where)
    if pickup is None and Pickup.objects.count() >= MOST_PICKUPS:
        raise ValidationError(_("There are %(most)s already.") % {"most": MOST_PICKUPS})
    pickup = pickup or Pickup()
    pickup.kind, pickup.where, pickup.every, pickup.complete, pickup.by, pickup.at = (
        kind, where, every, complete, by, now(),
    )  # fmt: skip
    pickup.full_clean(exclude=["by"])
    pickup.save()
    record("pickup.set", actor=by, subject=pickup, about=[by.pk])
    return pickup


@transaction.atomic
def remove_pickup(pickup: Pickup, *, by: Member) -> None:
    """Fetch from there no more; what came in stays."""
    require(has_role(by, *MAY_IMPORT))
    record("pickup.removed", actor=by, subject=pickup, about=[by.pk])
    pickup.delete()


@transaction.atomic
def ask_fetch(pickup: Pickup, *, by: Member) -> None:
    """Let the worker look now, also at a file that was looked at before."""
    require(has_role(by, *MAY_IMPORT))
    enqueue("intake.fetch", {"pickup": pickup.pk, "anew": 1})
    record("pickup.asked", actor=by, subject=pickup, about=[by.pk])


def fetch_due() -> None:
    """Ask for a look at each pick-up whose time has come; to be called within a transaction."""
    latest = latest_fetches()
    for pickup in Pickup.objects.order_by("pk"):
        since = due_since(pickup.every, now())
        seen = latest[pickup.pk].at if pickup.pk in latest else pickup.at
        if since > max(seen, pickup.at):
            enqueue("intake.fetch", {"pickup": pickup.pk}, slot=f"{pickup.pk}:{since.isoformat()}")


def look(pk: int, *, anew: bool = False) -> Fetch | None:
    """Fetch a pick-up's file and import it by the rules of the page; None where it was removed meanwhile.

    The same file as the last time is not read again unless ``anew``. One that would retire many is not imported: it
    waits, with one that has faults, as an upload of whoever set this up.
    """
    pickup = Pickup.objects.select_related("by").filter(pk=pk).first()
    if pickup is None:
        return None
    if pickup.by is None or not has_role(pickup.by, *MAY_IMPORT):
        return _note(pickup, FAILED, told=str(NOT_ANY_MORE))
    try:
        name, content = _content(pickup)
    except StillWritten as error:
        return _note(pickup, SAME, told=str(error))
    except NotFetched as error:
        return _note(pickup, FAILED, told=str(error))
    digest = hashlib.sha256(content).hexdigest()
    last = pickup.fetches.exclude(digest="").order_by("-at", "-pk").first()
    if last and last.digest == digest and not anew:
        return _note(pickup, SAME)
    return _bring_in(pickup, pickup.by, name, content, digest)


def _bring_in(pickup: Pickup, by: Member, name: str, content: bytes, digest: str) -> Fetch:
    seen = preview(content, name, complete=pickup.complete, by=by)
    if not seen.faults and seen.changes_nobody and not seen.plan.needs_named:
        return _note(pickup, SAME, digest=digest)
    try:
        with transaction.atomic():  # a killed worker leaves neither an import nor its mark
            done = apply_import(content, name, by=by, complete=pickup.complete)
            return _note(pickup, Fetch.Result.IMPORTED, digest=digest, done=done)
    except Refused as refused:
        faults = refused.preview.faults
        cells = [f"{fault.line} {fault.field}: {fault.message}" for fault in faults[:FAULTS_TOLD]]
        words = "\n".join([*refused.messages, *cells])
        return _note(pickup, REFUSED, digest=digest, told=words, upload=_kept(by, name, content))
    except NotConfirmed as refused:
        return _note(pickup, WAITS, digest=digest, told=refused.messages[0], upload=_kept(by, name, content))
    except (PermissionDenied, ValidationError) as error:
        told = error.messages if isinstance(error, ValidationError) else [str(NOT_ANY_MORE)]
        return _note(pickup, FAILED, told=told[0])


def forget_fetches() -> None:
    """Drop looks older than a month, save the latest at each place."""
    latest = [fetch.pk for fetch in latest_fetches().values()]
    Fetch.objects.filter(at__lt=now() - KEPT).exclude(pk__in=latest).delete()


@transaction.atomic
def _note(pickup: Pickup, result: str, **what: object) -> Fetch:
    """Write down how a look ended; organisers hear of it where it is no repetition of the last one."""
    before = pickup.fetches.order_by("-at", "-pk")
    last = (before if result == FAILED else before.exclude(result=SAME)).first()
    fetched = Fetch.objects.create(pickup=pickup, at=now(), result=result, **what)
    if result in (FAILED, REFUSED, WAITS) and (last is None or last.result != result):
        record("pickup.stopped", actor=None, subject=fetched, about=[pickup.by_id] if pickup.by_id else [])
    return fetched


def _kept(by: Member, name: str, content: bytes) -> Upload:
    return Upload.objects.create(by=by, name=name, content=content)


def _content(pickup: Pickup) -> tuple[str, bytes]:
    """Return the name and the bytes of the file; raises ``NotFetched``."""
    if pickup.kind == Pickup.Kind.FOLDER:
        try:
            return _newest(folder_of(pickup.where))
        except ValidationError as error:
            raise NotFetched(" ".join(error.messages)) from error
    parts = urlsplit(pickup.where)
    host, _sign, secret = settings.PICKUP_TOKEN.partition("=")
    token = secret if (parts.hostname or "") == host.lower() else ""
    content = fetch(pickup.where, most=BYTES, seconds=SECONDS, token=token)
    name = clean(unquote(parts.path.rpartition("/")[2])) or parts.hostname or "people.csv"
    return name[-NAME_LENGTH:], content


def _newest(folder: Path) -> tuple[str, bytes]:
    """Return the newest file of people in a folder; no link is followed out of it, nor to anywhere."""
    try:
        files = [path for path in folder.iterdir() if path.suffix.lower() in KINDS_OF_FILE]
        there = [(path.lstat(), path) for path in files if not path.name.startswith(".")]
        regular = [(told.st_mtime, path.name, path) for told, path in there if stat.S_ISREG(told.st_mode)]
        if not regular:
            raise NotFetched(_("There is no CSV or XLSX file in the folder."))
        changed, _name, path = max(regular)
        if time.time() - changed < AT_REST:
            raise StillWritten(_("The newest file is still being written."))
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            content = file.read(BYTES + 1)
            if os.fstat(file.fileno()).st_mtime != changed:
                raise StillWritten(_("The newest file is still being written."))
    except OSError as error:
        raise NotFetched(_("The folder or its newest file cannot be read.")) from error
    if len(content) > BYTES:
        raise NotFetched(_("It is larger than %(most)s MB.") % {"most": BYTES // 1024 // 1024})
    return clean(path.name)[-NAME_LENGTH:], content
