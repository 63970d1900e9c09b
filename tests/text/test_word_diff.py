"""What changed between two wordings, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.word_diff import PieceEdit, word_diff


def marked(earlier: str, later: str) -> str:
    marks = {PieceEdit.SAME: "{}", PieceEdit.DELETED: "[-{}-]", PieceEdit.INSERTED: "{{+{}+}}"}
    return "".join(marks[piece.edit].format(piece.text) for piece in word_diff(earlier, later))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("It lasts two hours.", "It lasts three hours.", "It lasts [-two-]{+three+} hours."),
        ("We agree.", "We do not agree.", "We {+do not +}agree."),
        ("Aid of $200 million.", "Aid of $1,800.50 million.", "Aid of [-$200-]{+$1,800.50+} million."),
        ("我们坚持政策。", "我们坚持原则。", "我们坚持[-政策-]{+原则+}。"),
        ("He said “yes”.", 'He said "yes".', 'He said "yes".'),
        ("on 20 May 2025", "on 8 June 2025", "on [-20 May-]{+8 June+} 2025"),
        ("", "All new.", "{+All new.+}"),
    ],
)
def test_words_numbers_and_characters_are_compared_as_wholes(earlier: str, later: str, expected: str) -> None:
    assert marked(earlier, later) == expected


WORDS = st.lists(st.sampled_from("a the rate 4.5 % falls, rises no 不 ( ) it's".split()), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_pieces_make_both_wordings(earlier: str, later: str) -> None:
    pieces = word_diff(earlier, later)
    assert "".join(piece.text for piece in pieces if piece.edit is not PieceEdit.INSERTED) == earlier
    assert "".join(piece.text for piece in pieces if piece.edit is not PieceEdit.DELETED) == later


def test_a_very_long_wording_is_compared_in_time() -> None:
    one, other = " ".join(f"a{n % 7}" for n in range(40_000)), " ".join(f"a{n % 5}" for n in range(40_000))
    assert [piece.edit for piece in word_diff(one, other)][:1] == [PieceEdit.SAME]
