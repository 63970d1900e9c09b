"""PDFs as input of the commands for documents: files, standard input and bulk, with pages in the results."""

from __future__ import annotations

import base64
import io
import json
import sys
from pathlib import Path

import pytest

from digest.cli.parser import main
from tests.clean.pdf_writer import Text, write_pdf

FIRST = "The Port Authority closes the inner harbour of Lund from 4 May."
SECOND = "Ferries use the outer pier for six weeks while the works go on."
REPORT = write_pdf([Text(72, 100, FIRST)], [Text(72, 100, SECOND)])
ROW = {"id": "a", "content": base64.b64encode(REPORT).decode(), "media_type": "application/pdf", "url": "https://a.gov/x.pdf"}


def result(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    parsed: dict[str, object] = json.loads(capsys.readouterr().out)
    return parsed


@pytest.mark.parametrize("name", ["report.pdf", "report.txt"])
def test_a_file_is_read_with_its_pages(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_bytes(REPORT)
    assert main(["clean", str(tmp_path / name), "--json"]) == 0
    cleaned = result(capsys)
    assert cleaned["text"] == f"{FIRST}\n\n{SECOND}"
    after = len(FIRST) + 2
    assert cleaned["pages"] == [
        {"page": 1, "start": 0, "end": len(FIRST)},
        {"page": 2, "start": after, "end": after + len(SECOND)},
    ]
    assert cleaned["sentences"] == [{"start": 0, "end": len(FIRST)}, {"start": after, "end": after + len(SECOND)}]


def test_standard_input_and_bulk_input_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT)))
    assert main(["clean", "-", "--json"]) == 0
    assert SECOND in str(result(capsys)["text"])
    (tmp_path / "bulk.jsonl").write_text(json.dumps(ROW), "utf-8")
    assert main(["summarise", "--jsonl", str(tmp_path / "bulk.jsonl")]) == 0
    points = result(capsys)["points"]
    assert isinstance(points, list)
    assert [(point["evidence"][0]["page"], point["link"]) for point in points] == [
        (1, "https://a.gov/x.pdf#page=1"),
        (2, "https://a.gov/x.pdf#page=2"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("no base64!", "a: content: is not base64"),
        (base64.b64encode(write_pdf([])).decode(), "a: is a PDF without text"),
        (base64.b64encode(b"nothing").decode(), "a: is a damaged PDF"),
    ],
)
def test_bulk_input_that_is_no_pdf_is_an_error_on_its_line(
    content: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bulk.jsonl").write_text(json.dumps(ROW | {"content": content}), "utf-8")
    assert main(["clean", "--jsonl", str(tmp_path / "bulk.jsonl")]) == 65
    assert json.loads(capsys.readouterr().out)["error"]["message"].startswith(reason)


def test_a_file_that_is_only_named_pdf_says_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.pdf").write_text("<html><p>Not found</p></html>", "utf-8")
    assert main(["clean", str(tmp_path / "page.pdf")]) == 65
    assert "is text/html, not PDF" in capsys.readouterr().err
