"""Titles as feeds, pages and front matter write them: only their words stay."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.title import plain_title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<b>Urgent</b>: harbour closed", "Urgent: harbour closed"),
        ("&lt;em&gt;Urgent&lt;/em&gt;: harbour closed", "Urgent: harbour closed"),
        ("Tax on CO<sub>2</sub> and NO<sub>x</sub>", "Tax on CO2 and NOx"),
        ("A park of 12 km<sup>2</sup> in the 21<sup>st</sup> century", "A park of 12 km² in the 21st century"),
        ("Harbour plan<sup>1</sup> agreed", "Harbour plan agreed"),
        ("The mayor&amp;amp;#8217;s visit", "The mayor’s visit"),
        ("Ports &amp;amp;amp; ships", "Ports & ships"),
        ("D<b>é</b>claration du minist<i>è</i>re", "Déclaration du ministère"),
        ("Quota of <s>40</s> 48 tonnes", "Quota of 48 tonnes"),
        ("First line<br/>second&nbsp;line", "First line second line"),
        ("<p>Harbour</p><p>plan</p>", "Harbour plan"),
        ("<ruby>港<rt>みなと</rt></ruby>の計画", "港の計画"),
        ("<!-- 12 -->Harbour plan", "Harbour plan"),
    ],
)
def test_markup_and_entities_are_no_part_of_a_title(written: str, title: str) -> None:
    assert plain_title(written) == title


@pytest.mark.parametrize(
    "title",
    [
        "Loans <5 million at rates > 2 %", "R&D in Q&A form", "<Embargoed> harbour plan", "a < b > c", "Fish&chips &copying",
        "AT&T; and friends", "The <notice> of the mayor", "Sub<",
    ],
)  # fmt: skip
def test_words_with_the_characters_of_markup_stay(title: str) -> None:
    assert plain_title(title) == title


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=20)


@given(WORDS, st.integers(0, 3))
def test_a_title_reads_the_same_however_often_it_is_escaped(word: str, times: int) -> None:
    written = word
    for _ in range(times):
        written = html.escape(written)
    assert plain_title(written) == plain_title(word)


@given(st.lists(st.sampled_from(["<b>", "</b>", "<sup>", "</sup>", "&amp;", "&lt;", "<", ">", "<q>", "</s>", "<s>", "x1"])))
def test_any_mixture_of_marks_is_read(parts: list[str]) -> None:
    assert "<b>" not in plain_title("".join(parts)) or "&amp;" in "".join(parts)


def test_words_behind_a_tag_without_an_end_stay() -> None:
    assert plain_title("Harbour <s>plan <sup>agreed") == "Harbour plan agreed"
