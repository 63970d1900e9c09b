"""Minimum quality figures of the cleaner on the statements that ship with the tests. A floor is only ever raised."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from digest.records import Profile, Statement
from tests.clean.conftest import DATA, Clean
from tests.quality.clean import LabelScore, lost_blocks, precision_recall, squeezed

REMOVED = 0.85  # of the labelled boilerplate lines; measured 76 of 89. Other documents do not label lines like the other 13
KEPT = 1.0  # of the other lines, without those whose label has HTML tags
ROWS = [json.loads(row) for row in (DATA / "labelled.jsonl").read_text(encoding="utf-8").splitlines()]


def statement_of(row: dict[str, str], clean: Clean) -> Statement:
    """Return the cleaned document of a row."""
    return clean(row["content"], row["media_type"], title=row["title"], link=row["url"], source=row["source"], key=row["id"])


def test_labelled_boilerplate_is_removed_and_all_other_lines_stay(clean: Clean) -> None:
    score = LabelScore()
    for row in ROWS:
        spoken = row["type"] in ("transcript", "remarks")
        score.add(statement_of(row, clean).text, row["lines"], set(row["boilerplate_lines"]), spoken=spoken)
    assert score.waste > 80
    assert score.removed / score.waste >= REMOVED
    assert score.kept / (score.body - score.tagged) >= KEPT


@pytest.mark.parametrize("row", [row for row in ROWS if row["media_type"] == "text/html"], ids=lambda row: row["id"][-40:])
def test_no_paragraph_of_a_feed_body_is_lost(row: dict[str, str], clean: Clean) -> None:
    assert lost_blocks(statement_of(row, clean), row["content"]) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"][-40:])
def test_cleaning_a_cleaned_text_removes_nothing(row: dict[str, str], clean: Clean) -> None:
    first = statement_of(row, clean)
    second = clean(first.text, title=first.title)
    assert second.text == first.text
    assert second.removed == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"][-40:])
def test_paragraphs_and_sentences_are_offsets_into_the_text(row: dict[str, str], clean: Clean) -> None:
    statement = statement_of(row, clean)
    pieces = [statement.text[paragraph.start : paragraph.end] for paragraph in statement.paragraphs]
    assert "\n\n".join(pieces) == statement.text
    assert not any("\n" in piece or piece != piece.strip() for piece in pieces)
    ends = [(0, 0), *((sentence.start, sentence.end) for sentence in statement.sentences)]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))
    assert all(
        any(p.start <= sentence.start < sentence.end <= p.end for p in statement.paragraphs) for sentence in statement.sentences
    )


@pytest.mark.parametrize(("profile", "floor"), [(Profile(body="div.forall-body"), 0.995), (Profile(), 0.985)])
def test_a_whole_page_gives_its_body(profile: Profile, floor: float, clean: Clean) -> None:
    name = "whitehouse-2017-09-28-deputy-us-cto-g7-italy"
    gold = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    text = clean((DATA / f"{name}.html").read_bytes(), "text/html", profile).text
    precision, recall = precision_recall(gold, text)
    assert 2 * precision * recall / (precision + recall) >= floor
    assert [line for line in gold.split("\n") if len(line.split()) >= 6 and squeezed(line) not in squeezed(text)] == []


def test_a_page_of_line_breaks_loses_no_paragraph_and_keeps_no_credit(clean: Clean) -> None:
    page = (DATA / "afmil-485048.html").read_text(encoding="utf-8")
    statement = clean(page, "text/html", Profile(body="div.da_black"))
    body = re.split(r"<br\s*/?>|</?(?:p|div)\b[^>]*>", page.split('class="da_black"', 1)[1].split("</div>", 1)[0])
    paragraphs = [re.sub(r"<[^>]+>", "", part) for part in body]
    assert len([part for part in paragraphs if len(part.split()) >= 6]) >= 5
    lost = [
        part.strip() for part in paragraphs[1:] if len(part.split()) >= 6 and squeezed(part) not in squeezed(statement.text)
    ]
    assert lost == [removal.text for removal in statement.removed if removal.rule == "origin-note"]
    assert "U.S. Air Force photo" not in statement.text
