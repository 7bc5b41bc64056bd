"""Thank somebody: from a session, a loop, a pairing, their page, or one's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.people.queries import some_on_page
from peerloop.recognition.actions import thank
from peerloop.schedule.queries import in_full, taken_part_by
from peerloop.schedule.rules import others
from peerloop.web.recognition.forms import ThanksForm
from peerloop.web.skills.asked import LONGEST_ID, asked_name, asked_skill, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@opens("kudos", "give")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a word of thanks; ``?session=``, or ``?to=`` and ``?skill=``, say beforehand for what and whom."""
    member, session = reader(request), _session(request)
    skill = None if session else asked_skill(request)
    among = _those_of(session, member) if session else _asked(request, member)
    form = ThanksForm(posted(request), reader=member, among=among, skill=skill, initial={"skill": asked_name(request)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {"session": session} if session else {"skill": skill or said["skill"]}
        try:
            thank(said["to"], by=member, text=said["text"], may_be_shown=said["may_be_shown"], **about)
        except ValidationError as refused:
            form.add_error(None, _fitting(refused, form))
        else:
            told = _("%(names)s can read it now.")
            messages.success(request, told % {"names": listed([one.name for one in said["to"]])})
            return HttpResponseRedirect(reverse("recognition:kudos"), status=303)
    context = {"form": form, "session": session, "skill": skill, "nobody": session is not None and not among}
    return render(request, "recognition/new.html", context, status=422 if form.errors else 200)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    if not given:
        return None
    return int(given) if given.isdecimal() and len(given) <= LONGEST_ID else 0


def _session(request: HttpRequest) -> Session | None:
    """The session of ``?session=``; 404 where the reader did not take part in it."""
    pk = _number(request, "session")
    return None if pk is None else get_object_or_404(in_full(taken_part_by(reader(request))), pk=pk)


def _those_of(session: Session, member: Member) -> list[Member]:
    """Who took part beside the reader, as far as the reader sees them."""
    return sorted(some_on_page(member, tuple(one.pk for one in others(session, member))), key=lambda one: one.name_key)


def _asked(request: HttpRequest, member: Member) -> list[Member]:
    """The colleague of ``?to=``, if the reader sees them."""
    pk = _number(request, "to")
    return [one for one in some_on_page(member, (pk,)) if one != member] if pk else []


def _fitting(refused: ValidationError, form: ThanksForm) -> ValidationError:
    """The refusal by the fields that this form has; what it says of another is said above the form."""
    if not hasattr(refused, "error_dict") or refused.error_dict.keys() <= form.fields.keys():
        return refused
    return ValidationError(refused.messages)
