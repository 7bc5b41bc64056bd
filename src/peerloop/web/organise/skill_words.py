"""Short words that a list says mean a skill: yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from peerloop.people.access import opens, reader
from peerloop.skills.actions import answer_words
from peerloop.skills.queries.curating import waiting_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 50


@opens("word", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Tick words; say that they mean their skills, or that they do not."""
    member = reader(request)
    if request.method == "POST":
        ticked = {int(one) for one in request.POST.getlist("word")[:AT_ONCE] if one.isdecimal() and len(one) < 16}
        mean = request.POST.get("answer") != "no"
        taken = answer_words(ticked, mean=mean, by=member)
        _tell(request, len(ticked) - len(taken), mean=mean)
        if taken:
            told = _("These mean other skills here already: %(words)s.")
            messages.warning(request, told % {"words": ", ".join(word.name for word in taken)})
        return HttpResponseRedirect(reverse("organise:words"), status=303)
    pages = Paginator(waiting_words(member), AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "organise/words.html", {"pages": pages})


def _tell(request: HttpRequest, count: int, *, mean: bool) -> None:
    if not count:
        messages.info(request, _("Tick the words first."))
    elif mean:
        told = ngettext("%(count)s word means its skill now.", "%(count)s words mean their skills now.", count)
        messages.success(request, told % {"count": count})
    else:
        told = ngettext(
            "%(count)s word is refused, and no list brings it again.",
            "%(count)s words are refused, and no list brings them again.",
            count,
        )
        messages.success(request, told % {"count": count})
