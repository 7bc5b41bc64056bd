"""A loop with somebody who saw it, what is asked afterwards, thanks, and what one has given, as people go the way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser import met, rewarded

from peerloop.kit import clock
from peerloop.loops.actions import ask_follow_ups, reflect
from peerloop.loops.models import Asking, FollowUp, Loop
from peerloop.recognition.models import Contribution, Kudos
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.parametrize("how", [{}, {"java_script_enabled": False}, PHONE], ids=["desk", "no-scripts", "phone"])
def test_a_loop_of_ones_own_and_somebody_who_saw_it(
    rust: Skill, alice: Member, bo: Member, charlie: Member, page_of, how: dict[str, object]
) -> None:
    learner = page_of(alice, **how)
    learner.goto(f"/loops/new?skill={rust.pk}&with={bo.pk}")
    expect(learner.get_by_label("Who taught it, or showed it to you?")).to_have_value("Bo")
    learner.get_by_role("button", name="Begin").click()
    expect(learner.get_by_text("You have asked Bo whether they taught you this.")).to_be_visible()

    teacher = page_of(bo, **how)
    teacher.goto("/loops")
    teacher.get_by_role("link", name="Did you teach Alice Rust?").click()
    teacher.get_by_role("button", name="Yes, I did").click()
    expect(teacher.get_by_text("You said yes")).to_be_visible()

    learner.reload()
    expect(learner.get_by_text("You learn this with Bo.")).to_be_visible()
    learner.get_by_label("What did you gain?").fill("Ownership is who cleans up.")
    learner.get_by_label("I will try it on …").fill("The billing report")
    learner.get_by_label("… by").fill((clock.now() + timedelta(days=3)).date().isoformat())
    learner.get_by_label("I can follow somebody who does it").check()
    learner.get_by_role("button", name="Keep it").click()
    learner.get_by_label("What happened when you tried it?").fill("It compiled, and I know why.")
    learner.get_by_role("button", name="I tried it").click()
    learner.get_by_text("Somebody saw it").click()
    learner.get_by_label("Colleague").last.fill("charl")
    learner.get_by_role("button", name="Ask them").last.click()
    expect(learner.get_by_text("You have asked Charlie, who saw it, for a word.")).to_be_visible()

    witness = page_of(charlie, **how)
    witness.goto(f"/askings/{Asking.objects.get(part='saw').pk}")
    expect(witness.get_by_text("It compiled, and I know why.")).to_be_visible()
    expect(witness.get_by_text("Ownership is who cleans up.")).to_have_count(0)
    witness.get_by_label("What do you make of it?").fill("You explained it to me on the way.")
    witness.get_by_role("button", name="Say it").click()
    expect(witness.get_by_role("heading", name="What you said")).to_be_visible()

    learner.reload()
    expect(learner.get_by_text("You explained it to me on the way.")).to_be_visible()
    learner.get_by_label("What have you learned?").fill("Ask earlier.")
    learner.get_by_label("I manage by myself").check()
    learner.get_by_role("button", name="Close the circle").click()
    expect(learner.get_by_text("full circle", exact=True)).to_be_visible()
    teacher.goto(f"/loops/{Loop.objects.get().pk}")
    for private in ("You explained it to me on the way.", "I manage by myself", "Ask earlier."):
        expect(teacher.get_by_text(private)).to_have_count(0)

    learner.get_by_role("button", name="Yes, write the offer").click()
    learner.get_by_role("button", name="Save the offer").click()
    assert Offer.objects.filter(member=alice, skill=rust).exists()
    learner.goto(f"/loops/{Loop.objects.get().pk}")
    expect(learner.get_by_text("Would you help others with Rust?")).to_have_count(0)


def test_did_you_use_it_from_the_mail(alice: Member, bo: Member, page_of, post, work, mail_to_the_server) -> None:
    """Thirty days after; a scanner that opens every link answers nothing, one click of Alice's does."""
    loop = met.applied(alice, bo)
    with clock.at(clock.now() - timedelta(days=30, hours=1)):
        reflect(loop, by=alice, text="Measure first")
    ask_follow_ups()
    work()
    letter = next(one for one in post.to(alice) if "Did you use it?" in one["subject"])
    links = re.findall(r"https?://\S+/follow-ups/link/\S+", letter.get_body(("plain",)).get_content())
    assert len(links) == 3
    scanner = page_of(None, java_script_enabled=False)
    for link in links:
        scanner.goto(link)
    assert FollowUp.objects.get().answer == ""
    window = page_of(None)
    window.goto(links[0])
    window.get_by_role("button", name="Yes, I used it").click()
    expect(window.get_by_role("heading", name="Noted")).to_be_visible()
    window.goto(links[2])
    expect(window.get_by_text("Your answer so far: Yes, I used it.")).to_be_visible()
    window.get_by_role("button", name="Not any more").click()
    assert FollowUp.objects.get().answer == "no_more"


def test_let_go_by_mistake_with_the_keyboard_alone(alice: Member, bo: Member, page_of) -> None:
    page = page_of(alice)
    page.goto(f"/loops/{met.gained(alice, bo).pk}")
    page.get_by_text("Let it go", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, let it go").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take it up again").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="I tried it")).to_be_visible()


def test_thanks_shown_and_withdrawn(rust: Skill, alice: Member, bo: Member, charlie: Member, page_of) -> None:
    writer, receiver, other = page_of(alice), page_of(bo), page_of(charlie)
    writer.goto(f"/kudos/new?to={bo.pk}&skill={rust.pk}")
    writer.get_by_label("Your words").fill("You saved me a day.")
    writer.get_by_label("May be shown to others, with my name").check()
    writer.get_by_role("button", name="Say thanks").click()
    expect(writer.get_by_text("Bo can read it now.")).to_be_visible()

    receiver.goto("/kudos")
    expect(receiver.get_by_text("You saved me a day.")).to_be_visible()
    receiver.get_by_role("button", name="Show it on your page").click()
    expect(receiver.get_by_text("on your page", exact=True)).to_be_visible()
    other.goto("/kudos")
    expect(other.get_by_text("You saved me a day.")).to_have_count(0)

    writer.reload()
    writer.get_by_text("Take it back", exact=True).first.click()
    writer.get_by_role("button", name="Take it back").click()
    receiver.reload()
    expect(receiver.get_by_text("You saved me a day.")).to_have_count(0)
    assert not Kudos.objects.exists()


def test_what_you_have_given_goes_on_paper(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    rewarded.given(alice, bo, charlie)
    page = page_of(alice)
    page.goto("/contributions")
    page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("Minutes").fill("90")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("90 minutes, as you corrected it")).to_be_visible()
    page.get_by_role("link", name="Take some of it along").click()
    boxes = page.get_by_role("checkbox")
    boxes.nth(1).uncheck()
    page.get_by_label("Your checklist saved me a day.").check()
    page.get_by_role("button", name="See the sheet").click()
    expect(page.get_by_text("Your checklist saved me a day.")).to_be_visible()
    picked = Contribution.objects.filter(member=alice, hidden_at=None).count() - 1
    expect(page.locator("tbody tr")).to_have_count(picked)
    page.emulate_media(media="print")
    for unprinted in ("Take it as a file", "Pick anew"):
        expect(page.get_by_role("link", name=unprinted)).to_be_hidden()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take it as a file").click()
    assert download.value.suggested_filename.startswith("what-i-have-given-")
