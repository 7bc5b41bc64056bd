"""Thanks reach those whom they are meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.recognition.models import Thanked
from peerloop.recognition.queries import kudos_for, own_thanks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_thanked(entry: Entry) -> Iterable[int]:
    return Thanked.objects.filter(kudos=entry.subject).values_list("member", flat=True)


@together
def _thanks(reader: Member, entries: list[Entry]) -> dict[int, Thanked]:
    mine = own_thanks(reader).filter(kudos__in=[entry.subject for entry in entries], hidden_at=None)
    return {one.kudos_id: one for one in mine.select_related("kudos__by")}


def _given(reader: Member, entry: Entry) -> Message | None:
    thanks = _thanks(reader, entry)
    if thanks is None:
        return None
    words = {"name": thanks.kudos.by.name}
    return Message(
        subject=_("%(name)s thanks you") % words,
        sentences=[_("It stays between you two unless you both let others read it.")],
        quote=thanks.kudos.text,
        ways=[Way(_("Look at it"), page("recognition:kudos"))],
        reason=_("You get this because %(name)s has thanked you.") % words,
    )


KINDS = (
    Kind(
        "kudos_given",
        "kudos.given",
        gettext_lazy("Somebody thanks you"),
        _to_thanked,
        _given,
        channel=Channel.DIGEST,
        seen=kudos_for,
    ),
)
