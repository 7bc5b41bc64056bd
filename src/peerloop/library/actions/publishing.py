"""Give a reviewed version to everybody; take a resource from the shelf, put it back, or throw a draft away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.actions import seat
from peerloop.discussion.models import Post
from peerloop.files.actions import delete_file
from peerloop.files.models import File
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.actions.following import follow, weigh
from peerloop.library.actions.held import Held, held, written
from peerloop.library.models import GuestContact, Interview, Publication, Version, Withdrawal
from peerloop.library.rules.says import a_word, missing
from peerloop.library.rules.states import A_YEAR, may_publish_again, may_put_back, to_agree, verdict_on
from peerloop.people.models import Member, Role
from peerloop.people.rules import has_role, require
from peerloop.recognition.gathering import keep
from peerloop.recognition.models import Contribution
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.library.models import Resource


@transaction.atomic
def publish(resource: Resource, *, by: Member) -> Publication:
    """Give the newest version to everybody; twice is once. From then on it is looked at again in a year, or as said.

    Raises ``ValidationError`` where no peer has found it ready, one wants changes, something is missing, somebody
    has not agreed, or another has withdrawn it; ``PermissionDenied`` for who does not write it.
    """
    stands = written(resource, by=by)
    made = stands.resource
    if made.current_id == stands.latest.pk and not hasattr(made, "withdrawal"):
        return stands.latest.publication
    if hasattr(made, "withdrawal") and not may_publish_again(made, by):
        raise ValidationError(_("Whoever withdrew it can put it back. Ask them once it is as it should be."))
    if faults := missing(made.kind, stands.latest):
        raise ValidationError(list(faults.values()))
    said = verdict_on(stands.latest.reviews.all())
    if said != "ready":
        raise ValidationError(
            _("A peer has asked for changes first. Make them, then ask again.")
            if said == "changes"
            else _("A peer looks at it first. Ask a colleague.")
        )
    if waiting := to_agree(stands.contributors, stands.latest):
        names = ", ".join(one.member.name for one in waiting)
        raise ValidationError(_("It waits until these have agreed: %(names)s.") % {"names": names})
    if asked := Interview.objects.filter(resource=made).exclude(guest=None).exclude(answer__yes=True).first():
        words = _("%(name)s has not said yes to being interviewed. Wait for that, or ask somebody else.")
        raise ValidationError(words % {"name": asked.guest.name if asked.guest else ""})
    if made.kind == "guest" and not GuestContact.objects.filter(resource=made, agreed_on__isnull=False).exists():
        raise ValidationError(_("Ask the guest first whether they want to be listed, and note when they said so."))
    publication, _new = Publication.objects.get_or_create(version=stands.latest, defaults={"by": by, "at": now()})
    Withdrawal.objects.filter(resource=made).delete()
    made.current, made.asked_at = stands.latest, None
    today = now().date()
    if made.look_again_on is None or made.look_again_on <= today:
        made.look_again_on = today + A_YEAR
    made.save(update_fields=["current", "look_again_on", "asked_at"])
    weigh(made)
    follow(made)
    keep(iter(_given(stands)))
    record("resource.published", actor=by, subject=made, about=[one.member_id for one in stands.contributors])
    return publication


def _given(stands: Held) -> list[Contribution]:
    """Return what its authors have given with it: once for each, however many versions there are."""
    made = stands.resource
    what = {"kind": Contribution.Kind.RESOURCE, "source_type": Contribution.Source.RESOURCE, "source": made.pk}
    return [Contribution(member_id=pk, skill_id=made.skill_id, at=now(), **what) for pk in stands.authors]


@transaction.atomic
def withdraw_resource(resource: Resource, *, by: Member, word: str) -> None:
    """Take it from the shelf: an author, or a moderator; the reason is told to the authors and those who commented.

    What was said about it stays for who said it. Twice is once. Raises ``ValidationError`` on "word".
    """
    stands = held(resource, by=by)
    if by.pk not in stands.authors and not has_role(by, Role.MODERATOR):
        raise PermissionDenied
    made = stands.resource
    if hasattr(made, "withdrawal"):
        return
    if made.current_id is None:
        raise ValidationError(_("It is not published."))
    said = a_word(word, field="word", most=280, why=_("Say why: those who have used it want to know."))
    Withdrawal.objects.create(resource=made, by=by, word=said, at=now())
    if made.thread is not None:
        spoke = Post.objects.filter(thread=made.thread, by__departed_at=None).values("by")
        seat(made.thread, Member.objects.filter(pk__in=spoke), by=by)
    follow(made)
    record("resource.withdrawn", actor=by, subject=made, about=stands.authors)


@transaction.atomic
def put_back(resource: Resource, *, by: Member) -> None:
    """Put on the shelf again what was withdrawn: whoever withdrew it."""
    stands = held(resource, by=by)
    made = stands.resource
    if not hasattr(made, "withdrawal"):
        require(by.pk in stands.authors or has_role(by, Role.MODERATOR))
        return
    require(may_put_back(made, by))
    Withdrawal.objects.filter(resource=made).delete()
    follow(made)
    record("resource.put_back", actor=by, subject=made, about=stands.authors)


@transaction.atomic
def delete_draft(resource: Resource, *, by: Member) -> None:
    """Throw away, with its files, what was never published. Raises ``ValidationError`` for what was."""
    stands = written(resource, by=by)
    made = stands.resource
    if Publication.objects.filter(version__resource=made).exists():
        raise ValidationError(_("It was published: withdraw it instead, so that those who used it learn why."))
    record("resource.deleted", actor=by, subject=made, about=[one.member_id for one in stands.contributors])
    files = set(Version.objects.filter(resource=made).exclude(file=None).values_list("file", flat=True))
    number = made.pk
    made.delete()
    for file in File.objects.filter(pk__in=files).order_by("pk"):
        delete_file(file, by=by)
    index("resource", [number])
