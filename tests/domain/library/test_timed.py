"""Transcripts and chapters, typed or from files."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from peerloop.library.rules.timed import Line, chapters, clock, from_captions, lines, transcript, webvtt

VTT = """WEBVTT - an interview

NOTE by hand

STYLE
::cue { color: red }

1
00:00:01.500 --> 00:00:04.000 align:start
<v Charlie>It began <i>at</i> night,
in the rain &amp; dark.

01:02:03.000 --> 01:02:05.000
The end
"""
SRT = (
    "1\r\n00:00:01,500 --> 00:00:04,000\r\nIt began\r\nat night.\r\n\r\n2\r\n00:01:00,000 --> 00:01:02,000\r\nThen.\r\n"
)


def test_captions_become_lines_with_times() -> None:
    assert (
        from_captions(VTT.encode("utf-8-sig"))
        == "00:01 Charlie: It began at night, in the rain & dark.\n1:02:03 The end"
    )
    assert from_captions(SRT.encode()) == "00:01 It began at night.\n01:00 Then."


@pytest.mark.parametrize("content", [b"", b"WEBVTT\n", b"hello", b"\xff\xfe\0", b"\0" * 99, b"1\n2\n3" * 99])
def test_what_is_no_captions_says_so(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        from_captions(content)
    assert list(refused.value.message_dict) == ["captions"]


def test_a_transcript_needs_no_times_and_has_them_in_one_form() -> None:
    typed = "It began at night.\n\n[0:05] Then came the rain.\n 75:00  The end \n12:99 is no time"
    kept = transcript(typed)
    assert kept == "It began at night.\n00:05 Then came the rain.\n1:15:00 The end\n12:99 is no time"
    assert (transcript(kept), [line.second for line in lines(kept)]) == (kept, [None, 5, 4500, None])


def test_chapters_stand_in_order_and_each_has_a_time_and_a_title() -> None:
    assert chapters("4:10 The rain\n0:00 How it began") == "00:00 How it began\n04:10 The rain"
    for wrong in (
        "How it began",
        "0:00",
        "0:00 One\n0:00 Two",
        "\n".join(f"{n}:00 x" for n in range(61)),
        "99:00:00 x",
    ):
        with pytest.raises(ValidationError) as refused:
            chapters(wrong)
        assert list(refused.value.message_dict) == ["chapters"]


def test_captions_for_a_player_escape_what_is_no_tag() -> None:
    made = webvtt("Before any time\n00:01 a <b> & --> c\n00:30 The end")
    assert made == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:11.000\na &lt;b&gt; &amp; --&gt; c\n\n"
        "00:00:30.000 --> 00:00:35.000\nThe end\n"
    )


words = st.text(st.characters(categories=("L", "P")), min_size=1, max_size=20).map(lambda text: f"w{text}")


@given(st.lists(st.tuples(st.integers(0, 35_999), words), min_size=1, max_size=20))
def test_what_goes_out_as_captions_comes_back_as_it_was(said: list[tuple[int, str]]) -> None:
    said = sorted(dict(said).items())
    kept = "\n".join(f"{clock(second)} {text}" for second, text in said)
    assert lines(from_captions(webvtt(kept).encode())) == [Line(second, text) for second, text in said]
