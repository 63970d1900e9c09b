"""Labels of transcripts are speakers; headings in capitals are not."""

from __future__ import annotations

import pytest

from digest.clean.document import Line
from digest.clean.turns import assign_speakers
from digest.records import Role


def speakers(*texts: str) -> list[tuple[str, Role]]:
    """Return the speaker and role of each text."""
    return [(line.speaker, line.role) for line in assign_speakers([Line(text) for text in texts])]


def test_labels_are_speakers_and_reporters_turns_are_questions() -> None:
    assert speakers("MR PRICE: Good afternoon.", "We begin with Ukraine.", "QUESTION: Will you?", "MR PRICE: Yes.") == [
        ("MR PRICE", Role.BODY),
        ("MR PRICE", Role.BODY),
        ("QUESTION", Role.QUESTION),
        ("MR PRICE", Role.BODY),
    ]


def test_a_heading_in_capitals_is_not_a_speaker() -> None:
    """From a fact sheet of the White House, July 2026."""
    said = "SECURING AMERICA’S DEFENSE SUPPLY CHAINS: Today, President Donald J. Trump signed an Executive Order."
    assert speakers(said, "The Order limits waivers.") == [("", Role.BODY), ("", Role.BODY)]


@pytest.mark.parametrize(
    "texts",
    [
        ("HUD: The housing agency pays more.", "USDA: Farmers are helped.", "VA: Veterans, too."),
        ("PILLAR 1: UNDERSTAND IT", "PILLAR 2: PREVENT IT"),
        ("FACT: They paid.", "CLAIM: They did not.", "FACT: They did."),
        ("VESSEL NAME: Ambal", "VESSEL FLAG: Russia", "VESSEL NAME: Sparta II"),
        ("(i) 12:01 a.m. eastern time on June 3, for a security.", "(ii) 12:01 a.m. eastern time on the day after."),
    ],
)
def test_headings_of_list_items_are_not_speakers(texts: tuple[str, ...]) -> None:
    assert {speaker for speaker, _ in speakers(*texts)} == {""}


@pytest.mark.parametrize(
    "row",
    [
        "PRESS RELEASE NO: 2027/014/AFR",
        "MEDIA STATEMENT: 14/2027",
        "CASE FILE: 2027/14",
        "REF: Fisheries 14",
        "DOCUMENT NUMBER: 14",
    ],
)
def test_the_number_of_a_document_is_no_speech(row: str) -> None:
    assert speakers(row, "The northern grounds close on Monday.") == [("", Role.BODY), ("", Role.BODY)]


def test_a_speaker_may_begin_with_one_word() -> None:
    assert speakers("SECRETARY BERG: Hello.", "The grounds close on Monday.")[1] == ("SECRETARY BERG", Role.BODY)


def test_initials_can_be_a_speaker_label() -> None:
    assert [who for who, _ in speakers("DF: Why now?", "JL: It is time.", "DF: And then?", "JL: We go on.")] == [
        "DF",
        "JL",
        "DF",
        "JL",
    ]


def test_a_speaker_ends_with_a_complete_quotation() -> None:
    """From a list of reactions by the White House; the label of the third is unknown."""
    said = speakers("Sen. Lee: “It is time.”", "Rep. Self: “Good.”", "Majority Whip Tom Emmer: “He is right.”")
    assert [who for who, _ in said] == ["Sen. Lee", "Rep. Self", ""]


def test_an_office_with_a_name_is_a_speaker_in_small_letters_too() -> None:
    said = speakers("State Secretary Ana Lind: We agree.", "And we pay.", "Governor Ida Falk: We do not.", "Journalist: Why?")
    assert said == [
        ("State Secretary Ana Lind", Role.BODY),
        ("State Secretary Ana Lind", Role.BODY),
        ("Governor Ida Falk", Role.BODY),
        ("Journalist", Role.QUESTION),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("The Governor of the bank said two things: rates rise.", "The Minister agreed: they rise."),
        ("Governor Falk said: rates rise.", "Minister Lind said: they rise."),
        ("Ministers of Finance: Oslo, 3 March", "Heads of State: Bergen, 4 March"),
        ("To Minister Lind: thank you.", "To Governor Falk: thank you, too."),
        ("Key Steps: we pay.", "Next Steps: we pay more."),
        ("NOMINATIONS:", "Ana Lind, of Oslo, to be a judge.", "Ida Falk, of Bergen, to be a judge."),
    ],
)
def test_a_sentence_or_heading_with_a_colon_is_no_speaker(texts: tuple[str, ...]) -> None:
    assert {speaker for speaker, _ in speakers(*texts)} == {""}


def test_one_word_alone_is_a_speaker_where_others_speak_too() -> None:
    said = speakers("MODERATOR:", "Welcome.", "MR LIND: Thank you.")
    assert [who for who, _ in said] == ["MODERATOR", "MODERATOR", "MR LIND"]
