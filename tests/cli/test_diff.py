"""`digest diff` and `digest summarise --against` as a user sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.cli.parser import main

EARLIER = """Rate decision of the Bank

The Board of the Bank met on Tuesday in the capital. The Board decided to keep the rate at 4.5 percent. Inflation remains above
the target. The Board will meet again in autumn.
"""
LATER = EARLIER.replace("keep the rate at 4.5", "cut the rate to 4.25").replace("Inflation", "Inflation no longer")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "a.txt").write_text(EARLIER, "utf-8")
    body = f"<h1>Rate decision</h1><p>{LATER.partition('Bank')[2]} A &lt;b&gt; of oil.</p>"
    page = f"<html><body><article>{body}</article></body></html>"
    (tmp_path / "b.html").write_text(page, "utf-8")
    return str(tmp_path / "a.txt"), str(tmp_path / "b.html")


def test_the_json_has_edited_new_and_dropped_sentences(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *pair, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "series"
    (rate,) = (change for change in found["edited"] if "4.25" in change["later"])
    assert "".join(piece["text"] for piece in rate["words"] if piece["edit"] != "inserted") == rate["earlier"]
    assert rate["words"][-1] == {"edit": "same", "text": " percent."}
    assert found["new"] == ["A <b> of oil."]
    assert found["dropped"] == []
    assert len(found["ranked"]) == len(found["edited"]) + 1


def test_the_page_escapes_the_words_of_the_documents(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *pair, "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "<ins>A &lt;b&gt; of oil.</ins>" in page
    assert "<del>" in page
    assert "<script" not in page


def test_the_text_marks_words(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *pair]) == 0
    assert "Inflation {+no longer+} remains above" in capsys.readouterr().out
    assert main(["diff", pair[0], pair[0]]) == 0
    assert capsys.readouterr().out == "The words are the same.\n"


def test_a_document_that_cannot_be_read_is_named(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", pair[0], "nowhere.txt"]) == 66
    assert main(["diff", "-", "-"]) == 64
    assert capsys.readouterr().out == ""


def test_summarise_adds_the_changes_against_an_earlier_document(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summarise", pair[1], "--against", pair[0], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["points"]
    assert found["changes"]["new"] == ["A <b> of oil."]
    assert main(["summarise", pair[1], "--against", pair[0]]) == 0
    shown = capsys.readouterr().out
    assert "### Since Rate decision" in shown
    assert "- Inflation **no longer** remains above the target." in shown


@pytest.mark.parametrize("words", ["not ", "three ", "the "])
def test_summarise_shows_a_word_that_was_deleted(words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = f"The ministry did {words}close ports in the north of the country."
    text = "The ministry met the harbour masters on Tuesday. {} The talks go on in the spring of next year."
    names = [str(tmp_path / name) for name in ("earlier.txt", "later.txt")]
    for name, said in zip(names, (sentence, sentence.replace(words, "", 1)), strict=True):
        Path(name).write_text(text.format(said), "utf-8")
    assert main(["summarise", names[1], "--against", names[0]]) == 0
    assert f"~~{words.strip()}~~" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("The port is closed.", "The ports are closed."),
        ("The minister condemns the attack.", "The ministers condemn the attacks."),
        ("Der Hafen bleibt geschlossen.", "Die Häfen bleiben geschlossen."),
        ("El puerto está cerrado.", "Los puertos están cerrados."),
    ],
)
def test_a_sentence_in_other_forms_of_its_words_is_edited(
    earlier: str, later: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a.txt", earlier), ("b.txt", later)):
        (tmp_path / name).write_text(f"{text}\n", "utf-8")
    assert main(["diff", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(change["earlier"], change["later"]) for change in found["edited"]] == [(earlier, later)]
    assert found["new"] == found["dropped"] == []
