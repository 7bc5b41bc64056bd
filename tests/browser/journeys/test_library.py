"""Upload by drag and by phone, a recording, an interview, a review, a doubt, a word at a second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.library.actions import ask_for_review, begin_resource, give_verdict, publish

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.library.models import Resource
    from peerloop.people.models import Member

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
PHONE = {"width": 360, "height": 740}
VTT = b"WEBVTT\n\n00:00:00.500 --> 00:00:01.000\nIt began at night.\n"
DROP = """(zone) => {
  const given = new DataTransfer()
  given.items.add(new File(['What we agreed'], 'notes.txt', { type: 'text/plain' }))
  for (const kind of ['dragenter', 'dragover', 'drop'])
    zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: given }))
}"""


def published(author: Member, peer: Member, **said: str) -> Resource:
    words = {"kind": "tip", "title": "Reading a flame graph", "text": "Wide is slow."}
    made = begin_resource(by=author, **words | said)
    give_verdict(ask_for_review(made, peer, by=author), by=peer, number=1, says="ready")
    publish(made, by=author)
    return made


def test_dropped_reviewed_and_published(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    page: Page = page_of(alice)
    page.goto("/library")
    page.get_by_role("link", name="Add something").click()
    page.get_by_role("link", name="A document").click()
    page.get_by_label("Title").fill("How we hand over")
    page.locator("[data-drop]").evaluate(DROP)
    expect(page.locator("[data-drop-name]").first).to_have_text("notes.txt")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_role("link", name=re.compile("notes.txt"))).to_be_visible()
    page.get_by_label("Colleague").first.fill("Bo")
    page.get_by_role("button", name="Ask them").click()
    expect(page.get_by_text("has not answered yet")).to_be_visible()

    peer: Page = page_of(bo)
    peer.goto("/library?which=review")
    peer.get_by_role("link", name="How we hand over").click()
    peer.get_by_role("link", name="Read it and answer").click()
    peer.get_by_label("It is ready for everybody").check()
    peer.get_by_role("button", name="Send the answer").click()
    expect(peer.get_by_text("Thank you. The authors hear of it.")).to_be_visible()

    page.reload()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("Published. Everybody can find it now.")).to_be_visible()
    other: Page = page_of(charlie)
    other.goto("/library?q=hand+over")
    other.get_by_role("link", name="How we hand over").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("How we hand over")


def test_taken_with_the_phone(alice: Member, page_of) -> None:
    page: Page = page_of(alice, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/library/new?kind=document")
    camera = page.get_by_label("Or take it now, with your phone")
    assert (camera.get_attribute("accept"), camera.get_attribute("capture")) == ("image/*", "environment")
    page.get_by_label("Title").fill("The board after the meeting")
    camera.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_role("img", name="The board after the meeting")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("way", ["With the camera", "The screen, and what I say", "Only what I say"])
def test_recorded_in_the_browser(way: str, alice: Member, bo: Member, charlie: Member, page_of) -> None:
    page: Page = page_of(alice)
    page.goto("/library/new?kind=video")
    page.get_by_label("Title").fill("Two minutes on plateaus")
    page.get_by_role("button", name=re.compile("go on to record it")).click()
    page.get_by_role("button", name=way).click()
    expect(page.get_by_text("It records.")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text("00:02")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Recorded. Listen to it")).to_be_visible()
    again = page.locator("[data-again]")
    page.wait_for_function("media => media.readyState > 0", arg=again.element_handle())
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("The recording is kept.")).to_be_visible()
    player = page.locator("[data-player]")
    expect(player).to_be_visible()
    if way == "Only what I say":
        return
    page.wait_for_function("media => media.duration > 1 && media.duration < 60", arg=player.element_handle())

    from peerloop.library.models import Resource

    made = Resource.objects.get()
    give_verdict(ask_for_review(made, bo, by=alice), by=bo, number=2, says="ready")
    publish(made, by=alice)
    other: Page = page_of(charlie)
    other.goto(f"/resources/{made.pk}")
    player = other.locator("[data-player]")
    other.wait_for_function("media => media.duration < 60 && media.currentTime === 0", arg=player.element_handle())
    player.evaluate("media => { media.currentTime = 1 }")
    other.get_by_text("Say something about a place").click()
    other.get_by_role("button", name="Take the second that is shown").click()
    expect(other.get_by_label("At which second?")).to_have_value("00:01")
    other.locator("[data-comment]").get_by_label("What do you want to say?").fill("Here it goes too fast.")
    other.get_by_role("button", name="Say it there").click()
    place = other.get_by_role("region", name="Words at a place")
    expect(place).to_contain_text("00:01 Charlie: Here it goes too fast.")
    player = other.locator("[data-player]")
    other.wait_for_function("media => media.duration < 60 && media.currentTime === 0", arg=player.element_handle())
    place.get_by_role("link", name="00:01", exact=True).click()
    other.wait_for_function("media => Math.abs(media.currentTime - 1) < 0.2", arg=player.element_handle())


def test_from_a_question_to_chapters(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    page: Page = page_of(alice)
    page.goto("/library")
    page.get_by_role("link", name="Interview a colleague").click()
    page.get_by_label("Whom do you want to ask?").fill("Bo")
    page.get_by_label("What about?").fill("How Bo moved the warehouse")
    page.get_by_role("button", name="Ask them").click()
    page.get_by_label("Questions, one to a line").fill("How did it begin?\nWhat went wrong?")
    page.get_by_role("button", name="Keep the questions").click()
    at = page.url

    guest: Page = page_of(bo)
    guest.goto("/library?which=agree")
    guest.get_by_role("link", name="How Bo moved the warehouse").click()
    guest.get_by_role("button", name="Yes, gladly").click()

    page.goto(at)
    page.get_by_role("link", name="Record it").click()
    page.get_by_role("button", name="With the camera").click()
    expect(page.get_by_text("It records.")).to_be_visible()
    page.get_by_role("button", name="How did it begin?").click()
    expect(page.get_by_role("timer")).to_have_text("00:02")
    page.get_by_role("button", name="What went wrong?").click()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Keep it").click()
    chapters = page.get_by_role("navigation", name="Chapters").get_by_role("listitem")
    expect(chapters).to_have_text([re.compile("00:00 How did it begin"), re.compile("00:0[23] What went wrong")])
    page.get_by_role("link", name="Transcript and chapters").click()
    page.get_by_label("Captions as a file").set_input_files({"name": "talk.vtt", "mimeType": "text/vtt", "buffer": VTT})
    page.get_by_role("button", name="Keep them").click()
    page.get_by_text("Transcript", exact=True).click()
    expect(page.get_by_text("It began at night.")).to_be_visible()
    page.get_by_label("Colleague").first.fill("Charlie")
    page.get_by_role("button", name="Ask them").click()

    from peerloop.library.models import Review

    review = Review.objects.select_related("version").get()
    give_verdict(review, by=charlie, number=review.version.number, says="ready")
    page.reload()
    expect(page.get_by_text("Waits for the yes of Bo.")).to_be_visible()
    guest.goto(page.url)
    guest.get_by_role("button", name="Yes, it may be published").click()
    page.reload()
    page.get_by_role("button", name="Publish it").click()
    reader: Page = page_of(charlie)
    reader.goto("/find?q=began+at+night")
    reader.get_by_role("link", name="How Bo moved the warehouse", exact=True).click()
    player = reader.locator("[data-player]")
    reader.wait_for_function("media => media.duration < 60 && media.currentTime === 0", arg=player.element_handle())
    reader.get_by_role("navigation", name="Chapters").get_by_role("link").last.click()
    reader.wait_for_function("media => media.currentTime > 1.5", arg=player.element_handle())
    guest.get_by_role("button", name="Take my yes back").click()
    expect(guest.get_by_text("Only those who have a part in it see it now.")).to_be_visible()
    assert reader.reload().status == 404


def test_disputed_and_settled_without_any_script(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    made = published(alice, bo)
    page: Page = page_of(charlie, java_script_enabled=False)
    page.goto(f"/resources/{made.pk}")
    page.get_by_text("Something in it is not so").click()
    page.get_by_label("What is not so, and how do you know?").fill("It may wait for the disk.")
    page.get_by_role("button", name="Say that it is disputed").click()
    reader: Page = page_of(bo)
    reader.goto(f"/resources/{made.pk}")
    expect(reader.get_by_text("Disputed: It may wait for the disk.")).to_be_visible()
    page.get_by_text("Say how it was settled").click()
    page.get_by_label("How was it settled?").fill("Alice has added a line about waiting.")
    page.get_by_role("button", name="It is settled").click()
    reader.reload()
    doubts = reader.get_by_role("region", name="Is it so?")
    expect(doubts).to_contain_text("Alice has added a line about waiting.")
    expect(reader.get_by_text("Disputed: It may wait")).to_have_count(0)
