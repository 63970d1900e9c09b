"""Who speaks: labels of transcripts are speakers, headings in capitals are not."""

from __future__ import annotations

from digest.clean.document import Line
from digest.clean.transcript import with_speakers
from digest.records import Role


def speakers(*texts: str) -> list[tuple[str, Role]]:
    return [(line.speaker, line.role) for line in with_speakers([Line(text) for text in texts])]


def test_labels_are_speakers_and_reporters_turns_are_questions() -> None:
    assert speakers("MR PRICE: Good afternoon.", "We begin with Ukraine.", "QUESTION: Will you?", "MR PRICE: Yes.") == [
        ("MR PRICE", Role.BODY),
        ("MR PRICE", Role.BODY),
        ("QUESTION", Role.QUESTION),
        ("MR PRICE", Role.BODY),
    ]


def test_a_heading_in_capitals_speaks_not() -> None:
    """From a fact sheet of the White House, July 2026."""
    said = "SECURING AMERICA’S DEFENSE SUPPLY CHAINS: Today, President Donald J. Trump signed an Executive Order."
    assert speakers(said, "The Order limits waivers.") == [("", Role.BODY), ("", Role.BODY)]
