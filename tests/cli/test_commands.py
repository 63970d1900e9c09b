"""The commands as a user sees them: stdout, stderr and exit code."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.cli.init import ask
from digest.cli.init import configuration as configuration_of
from digest.cli.parser import COMMANDS, main, parser
from digest.config.loader import load_settings
from digest.records import Span
from tests.fetch.web import Page, Site
from tests.relate.test_edition_relater import BACKGROUND, EARLIER, LATER

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
DOCUMENT = SAMPLE / "dipnote" / "us-nato-alliance.txt"
READOUT = SAMPLE / "whitehouse.gov" / "2023-10-15-readout-arab-and-muslim-american-leaders.md"
CONFIGURATION = """\
sources:
  - {name: notes, title: Notes, files: in/*.md}
fetch: {deadline: 1, pause: 0, allow_private: [127.0.0.0/8]}
digests:
  morning: {at: "00:00", title: Morning, deliver: [{file: "out/{day}.md"}, {file: "out/{day}.eml"}]}
"""

OWN_RULE = """
rules:
  - {id: reference, says: A reference number., zone: footer, within: 3, action: delete, line: 'Our reference: .{3,30}',
     examples: ['Our reference: FISH/113'], stays: ['Our reference to the law was wrong.']}
"""


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "readout.md").write_bytes(READOUT.read_bytes())
    path = tmp_path / "digest.yaml"
    path.write_text(CONFIGURATION, "utf-8")
    return path


def lines_of(capture: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capture.readouterr().out.splitlines()]


# --- documents -------------------------------------------------------------------------------------------------------


def test_every_point_is_a_sentence_of_the_text_and_none_is_boilerplate(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["summarise", str(DOCUMENT), "--json"]) == 0
    (result,) = lines_of(capsys)
    assert result["title"] == "The U.S.-NATO Alliance: The Bedrock of Transatlantic Security"
    assert len(result["points"]) == 4
    for point in result["points"]:
        carried = [result["text"][span["start"] : span["end"]] for span in point["evidence"]]
        assert carried
        assert not point["verbatim"] or point["text"] == " ".join(carried)
        assert (point["status"], point["why"]) == ("verbatim" if point["verbatim"] else "supported", None)
        assert all(sentence in " ".join(DOCUMENT.read_text("utf-8").split()) for sentence in carried)
        assert not any(mark in point["text"] for mark in ("read time", "family photo", "shakes hands", "Editor's Note"))
    removed = " ".join(removal["text"] for removal in result["removed"])
    assert all(mark in removed for mark in ("4 minutes read time", "family photo", "Editor's Note", "For more information:"))


def test_results_are_markdown_unless_json_is_requested(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarise", str(DOCUMENT), str(READOUT), "--points", "1"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("\n## ") == 1
    assert shown.startswith("## The U.S.")
    assert shown.count("\n- ") == 2


def test_clean_prints_the_text_and_what_each_rule_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(DOCUMENT)]) == 0
    text, removed = capsys.readouterr().out.split("-- removed --")
    assert "4 minutes read time" not in text
    assert "read-time: 4 minutes read time" in removed


def test_the_paragraphs_of_clean_are_offsets_into_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(DOCUMENT), "--json"]) == 0
    (result,) = lines_of(capsys)
    paragraphs = [Span(p["start"], p["end"]).of(result["text"]) for p in result["paragraphs"]]
    assert "\n\n".join(paragraphs) == result["text"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.txt"
    path.write_bytes(b"The Secretary met the Minister today. " * (50 * 1024 * 1024 // 38))
    return path


def failing(folder: Path, large: Path) -> dict[str, tuple[str, int]]:
    """Documents that cannot be used, each with a word of the error message and the exit code."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.html").write_bytes(b"<html><body>  </body></html>")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    return {
        str(folder / "missing.txt"): ("does not exist", 66),
        str(folder / "empty.txt"): ("empty", 65),
        str(folder / "blank.html"): ("no text", 65),
        str(folder / "binary.txt"): ("", 65),
        str(folder / "paper.pdf"): ("pdf", 65),
        str(folder): ("", 65),
        str(large): ("larger than", 65),
    }


@pytest.mark.parametrize("command", ["summarise", "clean"])
def test_a_document_that_cannot_be_used_gives_one_line_that_names_it(
    command: str, tmp_path: Path, large: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (word, code) in failing(tmp_path, large).items():
        assert main([command, name]) == code, name
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1, captured.err
        assert name in captured.err
        assert word in captured.err.lower()


def test_an_address_that_answers_404_or_not_at_all_gives_one_line_that_names_it(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(_: object, over: threading.Event) -> None:
        over.wait(30)

    with Site() as site:
        site.raw["/never"] = never
        for path, word in {"/gone": "404", "/never": "in time"}.items():
            assert main(["--config", str(configuration), "summarise", site.url(path)]) == 69
            error = capsys.readouterr().err
            assert error.count("\n") == 1, error
            assert site.url(path) in error
            assert word in error


def test_a_page_is_read_from_its_address(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (SAMPLE / "whitehouse.gov-2017" / "2017-10-06-readout-call-president-macron.html").read_bytes()
    with Site() as site:
        site.pages["/readout"] = Page(page)
        assert main(["--config", str(configuration), "summarise", site.url("/readout"), "--json"]) == 0
    (result,) = lines_of(capsys)
    assert "Macron" in result["title"]
    assert result["points"][0]["link"].startswith(f"{result['url']}#:~:text=President")


def test_each_of_several_documents_is_shown_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarise", str(DOCUMENT), DOCUMENT.as_uri(), "--points", "1"]) == 0
    shown = capsys.readouterr().out.replace("\\", "")  # Markdown escapes what could be markup
    assert f"\n{DOCUMENT}" in shown
    assert f"\n{DOCUMENT.as_uri()}" in shown


def test_one_document_that_fails_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarise", str(tmp_path / "missing.txt"), str(READOUT), "--json"]) == 66
    failed, good = lines_of(capsys)
    assert failed["error"]["kind"] == "notfound"
    assert good["points"]


def test_bulk_input_gives_one_result_per_line_whatever_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "<p>The Secretary met the Minister today in Brussels.</p><p>They agreed to meet again in May in Paris.</p>"
    rows = [
        json.dumps({"id": "a", "content": body, "media_type": "text/html", "title": "A meeting", "source": "state.gov"}),
        "{not json",
        json.dumps({"id": "b", "content": "", "media_type": "text/plain"}),
        "",
        json.dumps({"id": "c", "content": 7}),
        json.dumps({"id": "d", "content": "x", "media_type": "application/pdf"}),
        json.dumps({"id": "e", "content": body, "media_type": "text/html", "published": "yesterday"}),
        json.dumps({"id": "f", "content": "The Minister \ud800 resigned on Monday.", "media_type": "text/plain"}),
        "[" * 100_000,
    ]
    bulk = tmp_path / "bulk.jsonl"
    bulk.write_text("\n".join(rows), "utf-8", "surrogatepass")
    assert main(["summarise", "--jsonl", str(bulk)]) == 65
    results = lines_of(capsys)
    assert [result["id"] for result in results] == ["a", "line 2", "b", "c", "d", "e", "f", "line 9"]
    assert ["error" in result for result in results] == [False, True, True, True, True, True, False, True]
    assert results[0]["source"] == "state.gov"
    assert results[5]["error"]["message"] == "e: published: 'yesterday' is not a time in ISO 8601, or as mail and RSS write it"


def test_a_row_of_bulk_input_names_its_language_and_gets_its_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "Am 3. Mai kam Dr. Kurz. Sie blieb."
    rows = [{"id": tag, "content": body, "language": tag} for tag in ("de_AT", "en", "German", "")]
    bulk = tmp_path / "bulk.jsonl"
    bulk.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert main(["clean", "--jsonl", str(bulk)]) == 65
    german, english, wrong, guessed = lines_of(capsys)
    assert [german["language"], english["language"]] == ["de-AT", "en"]
    split = [german["text"][span["start"] : span["end"]] for span in german["sentences"]]
    assert split == ["Am 3. Mai kam Dr. Kurz.", "Sie blieb."]
    assert wrong["error"]["message"] == "German: language 'German' is not a tag such as 'de' or 'pt-BR'"
    assert guessed["language"] == "und"


def test_bulk_input_can_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    line = json.dumps({"id": "a", "content": READOUT.read_text("utf-8"), "media_type": "text/markdown"}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert main(["clean", "--jsonl", "-"]) == 0
    (result,) = lines_of(capsys)
    assert result["type"] == "readout"


def test_a_document_can_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOCUMENT.read_bytes())))
    assert main(["summarise", "-", "--json"]) == 0
    (result,) = lines_of(capsys)
    assert result["id"] == "-"
    assert len(result["points"]) == 4


def test_the_command_has_an_american_spelling(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarize", str(DOCUMENT), "--json"]) == 0
    (result,) = lines_of(capsys)
    assert len(result["points"]) == 4


@pytest.mark.parametrize("arguments", [["summarise"], ["clean", "a.txt", "--jsonl", "b.jsonl"], ["outbox", "resend"]])
def test_arguments_that_do_not_go_together_are_a_usage_error(
    arguments: list[str], configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(configuration), *arguments]) == 64
    assert capsys.readouterr().err.count("\n") == 1


def test_a_missing_device_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarise", str(DOCUMENT), "--device", "cuda:7"]) == 69
    assert "cuda:7" in capsys.readouterr().err


# --- editions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [["summarise"], ["clean"], ["summarise", "--jsonl"], ["lead", "--jsonl"], ["relate", "--jsonl"]]
)
def test_a_folder_in_place_of_a_document_is_named_with_what_to_do(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(tmp_path)]) == 65
    assert f"{tmp_path}: is a folder: name " in capsys.readouterr().err


def test_a_second_run_on_the_same_day_says_so_and_changes_nothing(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(configuration), "run"]) == 0
    assert "1 new" in capsys.readouterr().out
    made = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (configuration.parent / "out").iterdir()}
    assert {path.suffix for path in made} == {".md", ".eml"}
    assert main(["run", "--config", str(configuration)]) == 0
    assert "nothing" in capsys.readouterr().out
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in made} == made


def test_a_quiet_run_prints_nothing(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(configuration), "run", "--quiet"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_the_steps_can_be_run_one_by_one(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = configuration.parent / "out"
    for step in ("collect", "summarise", "compile"):
        assert main(["--config", str(configuration), "run", "--only", step]) == 0
        assert not out.exists()
    assert main(["--config", str(configuration), "run", "--only", "deliver"]) == 0
    assert len(list(out.iterdir())) == 2
    assert "delivered" in capsys.readouterr().out


def test_a_day_that_is_refused_collects_nothing(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(configuration), "run", "--day", "9999-01-01"]) == 64
    assert "in the future" in capsys.readouterr().err
    assert main(["--config", str(configuration), "run", "--only", "collect"]) == 0
    assert "collected: 0 new" not in capsys.readouterr().out


def test_a_day_can_be_named_but_not_a_future_one_or_one_before_the_last_edition(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(configuration), "run", "--day", "2026-11-02"]) == 0
    assert (configuration.parent / "out" / "2026-11-02.md").exists()
    assert main(["--config", str(configuration), "run", "--day", "2026-11-01"]) == 64
    assert main(["--config", str(configuration), "run", "--day", "9999-01-01"]) == 64
    with pytest.raises(SystemExit) as ended:
        main(["--config", str(configuration), "run", "--day", "soon"])
    assert ended.value.code == 64
    assert "is not a day" in capsys.readouterr().err


def test_status_and_outbox_show_what_happened(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(configuration), "status"]) == 0
    assert capsys.readouterr().out == "no run yet\n"
    assert main(["--config", str(configuration), "outbox"]) == 0
    assert capsys.readouterr().out == "nothing was delivered yet\n"
    main(["--config", str(configuration), "run"])
    capsys.readouterr()
    assert main(["--config", str(configuration), "status"]) == 0
    status = capsys.readouterr().out
    assert "exit 0" in status
    assert "source   notes: read" in status
    assert "next     morning" in status
    assert main(["--config", str(configuration), "outbox"]) == 0
    assert capsys.readouterr().out.count(" sent morning ") == 2


def test_the_outbox_lists_settled_rows_of_30_days_and_older_ones_on_request(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = (datetime.now(UTC) - timedelta(days=40)).date().isoformat()
    assert main(["--config", str(configuration), "run", "--day", early]) == 0
    capsys.readouterr()
    assert main(["--config", str(configuration), "outbox"]) == 0
    assert capsys.readouterr().out == "no such row; --since YYYY-MM-DD lists earlier ones\n"
    assert main(["--config", str(configuration), "outbox", "--since", early]) == 0
    assert capsys.readouterr().out.count(f" sent morning {early} ") == 2
    assert main(["--config", str(configuration), "outbox", "resend", "1"]) == 0
    capsys.readouterr()
    assert main(["--config", str(configuration), "outbox"]) == 0
    assert capsys.readouterr().out.count(f" pending morning {early} ") == 1


def test_status_of_a_day_lists_every_fetched_statement_and_what_happened_to_it(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (configuration.parent / "in" / "empty.md").write_text("", "utf-8")
    main(["--config", str(configuration), "run"])
    capsys.readouterr()
    today = datetime.now(UTC).date().isoformat()
    assert main(["--config", str(configuration), "status", "--day", today]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"day      morning {today}: 1 in edition, 1 failed"
    assert any(line.endswith(f": in edition {today}") for line in lines)
    assert any("empty.md: failed " in line for line in lines)
    assert main(["--config", str(configuration), "status", "--day", "2020-01-01"]) == 0
    assert capsys.readouterr().out == "day      morning 2020-01-01: nothing was fetched\n"


def test_a_row_of_the_outbox_can_be_resent_or_cancelled(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--config", str(configuration), "run"])
    (edition,) = (configuration.parent / "out").glob("*.md")
    before = edition.read_bytes()
    edition.unlink()
    assert main(["--config", str(configuration), "outbox", "resend", "1"]) == 0
    assert main(["--config", str(configuration), "run"]) == 0
    assert edition.read_bytes() == before
    assert main(["--config", str(configuration), "outbox", "cancel", "1"]) == 64
    assert "it is already sent" in capsys.readouterr().err
    edition.unlink()
    assert main(["--config", str(configuration), "outbox", "resend", "1"]) == 0
    assert main(["--config", str(configuration), "outbox", "cancel", "1"]) == 0
    assert main(["--config", str(configuration), "run"]) == 0
    assert not edition.exists()
    assert main(["--config", str(configuration), "outbox", "resend", "99"]) == 66
    assert "there is no row 99" in capsys.readouterr().err


def test_check_checks_every_part(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(configuration), "check"]) == 0
    checked = capsys.readouterr().out
    assert re.search(r"rules: .*boilerplate.yaml: \d+ rules", checked)
    assert "sha256 53aa51172d142c89" in checked
    assert "source notes: 1 item" in checked
    configuration.write_text(CONFIGURATION.replace("files: in/*.md", "files: elsewhere/*.md"), "utf-8")
    assert main(["--config", str(configuration), "check"]) == 69
    assert "failed  source notes" in capsys.readouterr().out


def test_check_tries_the_rules_of_the_user(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = configuration.parent / "my-rules.yaml"
    rules.write_text(OWN_RULE, "utf-8")
    configuration.write_text(f"rules: [my-rules.yaml]\n{configuration.read_text('utf-8')}", "utf-8")
    assert main(["--config", str(configuration), "check", "--offline"]) == 0
    assert re.search(r"ok +rules: .*boilerplate.yaml: \d+ rules; .*my-rules.yaml: 1 rule", capsys.readouterr().out)
    rules.write_text(OWN_RULE.replace("line: 'Our", "line: 'Your"), "utf-8")
    assert main(["--config", str(configuration), "check", "--offline"]) == 78
    failed = capsys.readouterr().out
    assert "failed  rules: " in failed
    assert "my-rules.yaml: rule 'reference': example 'Our reference: FISH/113': the rule does not remove it" in failed
    rules.write_text(OWN_RULE.replace("zone: footer", "sources: [note], zone: footer"), "utf-8")
    assert main(["--config", str(configuration), "check", "--offline"]) == 78
    assert "rule 'reference': no source is called 'note'; did you mean 'notes'?" in capsys.readouterr().out


def test_clean_uses_the_rules_of_the_configuration(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (configuration.parent / "my-rules.yaml").write_text(OWN_RULE, "utf-8")
    configuration.write_text(f"rules: my-rules.yaml\n{configuration.read_text('utf-8')}", "utf-8")
    document = configuration.parent / "a.txt"
    document.write_text("Title\n\nThe ministers met in Paris on Monday to talk of fish.\n\nOur reference: FISH/114\n", "utf-8")
    assert main(["--config", str(configuration), "clean", str(document)]) == 0
    assert "reference: Our reference: FISH/114" in capsys.readouterr().out


def test_check_reports_a_source_without_files_and_one_without_usable_items(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configuration.write_text(CONFIGURATION.replace("files: in/*.md", "files: in/*.txt"), "utf-8")
    assert main(["--config", str(configuration), "check", "--offline"]) == 0
    assert "source notes: no file matches '*.txt' yet" in capsys.readouterr().out
    (configuration.parent / "in" / "empty.txt").write_bytes(b"")
    assert main(["--config", str(configuration), "check"]) == 69
    assert "failed  source notes: none of 1 item can be used: " in capsys.readouterr().out


def test_check_and_sources_test_name_the_key_that_allows_a_private_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "digest.yaml"
    path.write_text(
        "sources: [{name: own, feed: 'http://10.0.0.7/feed.xml'}]\n"
        "digests: {morning: {at: '06:30', timezone: UTC, deliver: [{file: 'out/{day}.md'}]}}\n"
    )
    for command in (["check"], ["sources", "test", "own"]):
        assert main(["--config", str(path), *command]) != 0
        said = capsys.readouterr()
        assert "10.0.0.7, which is private" in said.out + said.err
        assert "`allow_private` of `fetch`" in said.out + said.err


def test_sources_are_listed_and_tested(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(configuration), "sources"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in ("state.gov", "war.gov", "nato.int", "gov.uk-fcdo", "consilium.europa.eu"))
    assert main(["--config", str(configuration), "sources", "test", "notes"]) == 0
    assert "Readout of National Security Advisor" in capsys.readouterr().out
    assert main(["--config", str(configuration), "sources", "test", "nowhere.gov"]) == 66


def test_sources_test_shows_the_lines_repeated_in_many_stored_statements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configuration = tmp_path / "digest.yaml"
    configuration.write_text(CONFIGURATION, "utf-8")
    (tmp_path / "in").mkdir()
    contact = "The duty officer of the press desk answers by telephone on working days, and by mail at desk@ministry.example"
    for number, name in enumerate(
        ("Albania", "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Greece", "Hungary", "Iceland")
    ):
        said = f"The minister met the President of {name} in the capital and spoke of trade, of peace and of the harvest."
        rows = (f"# Meeting {number} with {name}", said, f"We stand with {name}.", "We stand with our allies.", contact)
        (tmp_path / "in" / f"{name}.md").write_text("\n\n".join(rows), "utf-8")
    assert main(["--config", str(configuration), "run", "--only", "collect"]) == 0
    assert main(["--config", str(configuration), "sources", "test", "notes"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"stands in 9 of 9 stored statements: taken out of new statements, .*The duty officer", shown)
    assert re.search(
        r"stands in 9 of 9 stored statements: left as text, for it says something about the world: We stand with our", shown
    )


def test_init_writes_a_valid_configuration_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    assert main(["init", str(path), "--yes"]) == 0
    assert main(["--config", str(path), "check", "--offline"]) == 0
    assert main(["init", str(path), "--yes"]) == 64
    assert "is there already" in capsys.readouterr().err


def test_init_asks_again_until_an_answer_is_valid(tmp_path: Path) -> None:
    answers = iter(
        ["stat.gov", "http://127.0.0.1/feed.xml state.gov", "Brussels", "Europe/Brussels", "25:00", "7:30", "me", ""]
    )
    asked: list[str] = []

    def question(text: str) -> str:
        asked.append(text)
        return next(answers)

    text = configuration_of(ask(question))
    assert [said.partition("\n")[0] for said in asked if "\n" in said] == [
        "no known source 'stat.gov'; did you mean 'state.gov'?",
        "no such time zone: 'Brussels' (use an IANA name, for example Europe/Brussels)",
        "'25:00' is not a time of day (for example 06:30)",
        "'me' is not a mail address",
    ]
    path = tmp_path / "digest.yaml"
    path.write_text(text, "utf-8")
    settings = load_settings(path)
    assert settings.sources[0].feed == "http://127.0.0.1/feed.xml"
    assert settings.digests["morning"].timezone == "Europe/Brussels"


def test_init_writes_where_the_configuration_is_looked_for(tmp_path: Path) -> None:
    assert main(["--config", str(tmp_path / "mine.yaml"), "init", "--yes"]) == 0
    assert (tmp_path / "mine.yaml").is_file()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (
            ["--device", "cpu", "summarise", "x"],
            "options of a command come after its name, as in: digest summarise --device ...",
        ),
        (["--quiet", "--config", "x.yaml", "sumarise", "x"], "did you mean: digest summarise"),
        ([__file__], f"did you mean: digest summarise {__file__}"),
    ],
)
def test_a_call_without_a_command_gets_a_hint(words: list[str], meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 64
    assert capsys.readouterr().err.splitlines()[-1] == f"digest: {meant}"


def test_the_table_of_commands_is_complete() -> None:
    shown = re.findall(r"^    (\w+)(?: \((\w+)\))?(?: |$)", parser().format_help(), re.MULTILINE)
    assert {name for names in shown for name in names if name} == set(COMMANDS)


def test_a_wrong_configuration_is_reported_before_any_work(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configuration.write_text(CONFIGURATION.replace("title: Notes", "titel: Notes"), "utf-8")
    assert main(["--config", str(configuration), "run"]) == 78
    assert f"{configuration}:2: unknown key 'sources.0.titel'; did you mean 'title'?" in capsys.readouterr().err
    assert not (configuration.parent / "var").exists()


def test_logs_can_be_json(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--log-format", "json", "summarise", "missing.txt"]) == 66
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["level"] == "error"


def test_check_warns_of_files_with_addresses_or_passwords_that_others_may_read(
    configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(configuration), "run", "--only", "collect"]) == 0
    capsys.readouterr()
    assert main(["--config", str(configuration), "check", "--offline"]) == 0
    assert "permissions" not in capsys.readouterr().out
    store = configuration.parent / "var" / "digest.db"
    password, key = configuration.parent / "mail-password", configuration.parent / "dkim.pem"
    for file in (password, key):
        file.write_text("x", "utf-8")
        file.chmod(0o604)
    store.chmod(0o640)
    mail = "mail: {host: localhost, security: tls, from: a@b.example, username: u, password_file: mail-password}\n"
    configuration.write_text(configuration.read_text("utf-8") + mail, "utf-8")
    assert main(["--config", str(configuration), "check", "--offline"]) == 0
    warned = [line for line in capsys.readouterr().out.splitlines() if line.startswith("warning permissions: ")]
    assert [str(store) in warned[0], str(password) in warned[1], len(warned)] == [True, True, 2]


def test_init_writes_a_configuration_that_only_its_owner_can_read(tmp_path: Path) -> None:
    path = tmp_path / "digest.yaml"
    before = os.umask(0)
    try:
        assert main(["init", str(path), "--yes"]) == 0
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


# --- relations -------------------------------------------------------------------------------------------------------


def relate(rows: list[dict[str, str]], folder: Path, capture: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    bulk = folder / "statements.jsonl"
    bulk.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return main(["relate", "--jsonl", str(bulk)]), lines_of(capture)


def test_relate_prints_a_line_for_each_related_pair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCUMENT.read_text("utf-8")
    rows = [
        {"id": "late", "content": text, "title": "The Alliance", "published": "2026-03-03T09:00:00Z"},
        {"id": "other", "content": "The Minister of Roads opened a bridge over the river in the north of the country today."},
        {"id": "early", "text": text, "title": "The Alliance", "date": "2026-03-02"},
    ]
    code, lines = relate(rows, tmp_path, capsys)
    assert code == 0
    assert lines == [{"a": "early", "b": "late", "relation": "same", "reason": "the same words"}]


def test_relate_names_the_earlier_statement_that_a_later_one_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [*BACKGROUND, EARLIER, LATER]
    rows = [
        {"id": each.title, "content": each.text, "title": each.title, "published": f"{each.published}", "source": each.source}
        for each in told
    ]
    code, lines = relate(rows[::-1], tmp_path, capsys)
    assert code == 0
    follows = [(line["a"], line["b"]) for line in lines if line["relation"] == "follow_up"]
    assert follows == [(EARLIER.title, LATER.title)]


def test_relate_names_a_row_that_cannot_be_used_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = DOCUMENT.read_text("utf-8")
    code, lines = relate([{"id": "a", "content": text}, {"id": "none"}, {"id": "b", "content": text}], tmp_path, capsys)
    assert code == 65
    assert [line["id"] for line in lines if "error" in line] == ["none"]
    assert [(line["a"], line["b"]) for line in lines if "relation" in line] == [("a", "b")]


def test_relate_answers_the_same_in_several_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = DOCUMENT.read_text("utf-8")
    rows = [{"id": "a", "content": text}, {"id": "none"}, {"id": "b", "content": text}]
    alone = relate(rows, tmp_path, capsys)
    monkeypatch.setattr("digest.cli.related_documents._MIN_PARALLEL", 2)
    assert relate(rows, tmp_path, capsys) == alone
