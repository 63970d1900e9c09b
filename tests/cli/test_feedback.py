"""Readers say which key points miss the point, and `digest feedback` makes labels of their answers."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.feedback_answers import FeedbackAnswer, read_answers
from digest.cli.parser import main
from digest.compile.email import EmailRenderer
from digest.compile.feedback_link import feedback_link
from digest.compile.html import HtmlRenderer
from digest.config.loader import load_settings
from digest.errors import ConfigError
from digest.locale.catalogue import ENGLISH, catalogue
from digest.records import Layout
from tests.compile.editions import FILE, READER, an_edition, an_entry
from tests.compile.editions import a_statement as an_edited_statement
from tests.compile.test_email import SENDER
from tests.website.history import History, a_statement, a_text

KEY = "https://state.example/a?x=1&y=ü"
MAILTO = "mailto:desk@example.org"
TEXT = a_text("The ministers met in Paris. It was cold there.", "They agreed on a truce for a year. It ends now.")


def mail_to(link: str, answer: str = "") -> EmailMessage:
    """The mail that a mail program makes of a link, with an answer in it."""
    address, _, query = link.removeprefix("mailto:").partition("?")
    fields = parse_qs(query)
    message = EmailMessage()
    message["To"], message["Subject"] = address, fields["subject"][0]
    message.set_content(fields["body"][0].replace("\n\n\n", f"\n\n{answer}\n\n"))
    return message


@given(st.text(min_size=1, max_size=40).filter(lambda key: not key.isspace()))
def test_a_web_link_names_the_statement_whatever_its_key_is(key: str) -> None:
    link = feedback_link("https://news.example/answer", key, "morning 2026-11-23", ENGLISH)
    assert parse_qs(urlsplit(link).query, keep_blank_values=True) == {"statement": [key], "edition": ["morning 2026-11-23"]}


def test_an_address_may_say_where_the_key_stands() -> None:
    link = feedback_link("https://news.example/{edition}/no#{key}", "a b", "morning 2026-11-23", ENGLISH)
    assert link == "https://news.example/morning%202026-11-23/no#a%20b"
    assert feedback_link("", "a", "b", ENGLISH) == ""


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_mail_link_makes_a_mail_that_is_understood_in_every_language(language: str, tmp_path: Path) -> None:
    message = mail_to(feedback_link(MAILTO, KEY, "morning 2026-11-23", catalogue(language)), "They agreed on a truce.")
    (tmp_path / "one.eml").write_bytes(message.as_bytes())
    (answer,) = read_answers(tmp_path)
    assert answer.key == KEY
    assert "They agreed on a truce." in answer.text


def test_a_link_is_never_too_long_for_a_mail_program() -> None:
    assert len(feedback_link(MAILTO, "k" * 1_500, "morning 2026-11-23", ENGLISH)) < 2_000


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('{"statement": "a/b", "text": "It is so."}\n', [FeedbackAnswer("a/b", "It is so.")]),
        ('127.0.0.1 - - [23/Nov/2026] "GET /no?statement=a%2Fb&edition=m HTTP/1.1" 204 0\n', [FeedbackAnswer("a/b")]),
        ("https://x.example/no?edition=m&statement=a%20b&text=So+it+is.\n", [FeedbackAnswer("a b", "So it is.")]),
        ("a%2Fb\n\n", [FeedbackAnswer("a/b")]),
        ('127.0.0.1 "GET /favicon.ico HTTP/1.1" 404\n{"other": 1}\n{broken\n', []),
    ],
    ids=["JSON", "a server's log", "addresses", "keys", "what is no answer"],
)
def test_answers_are_read_from_lines(lines: str, expected: list[FeedbackAnswer], tmp_path: Path) -> None:
    (tmp_path / "answers").write_text(lines, "utf-8")
    assert list(read_answers(tmp_path / "answers")) == expected


def test_answers_are_read_from_a_mailbox_with_quoted_and_html_mails(tmp_path: Path) -> None:
    quoted, page = EmailMessage(), EmailMessage()
    quoted.set_content("Please read this:\n> Which sentence?\n> Statement: first\n> Edition: morning")
    page.set_content("<p>Which?</p><p>Statement: second<br>Edition: m</p>", subtype="html")
    box = b"".join(b"From x Mon Nov 23 07:00:00 2026\n" + each.as_bytes() + b"\n\n" for each in (quoted, page, EmailMessage()))
    (tmp_path / "box").write_bytes(box)
    assert [answer.key for answer in read_answers(tmp_path / "box")] == ["first", "second"]


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    history = History(tmp_path)
    history.tell(a_statement("a", TEXT))
    history.store.close()
    path = tmp_path / "digest.yaml"
    path.write_text(
        "store: digest.db\nsources: [{name: state, files: in/*}]\ndigests: {morning: {deliver: [{file: 'out/{day}.md'}]}}\n"
    )
    return path


def test_answers_become_labels(configuration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = "https://state.example/a"
    answers = [{"statement": key, "text": "I would say:\n“They agreed on a\ntruce for a year.”"}, {"statement": key}]
    (tmp_path / "answers.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in answers), "utf-8")
    documents = tmp_path / "labels_input.jsonl"
    arguments = ["--config", str(configuration), "feedback", str(tmp_path / "answers.jsonl"), "--documents", str(documents)]
    assert main(arguments) == 0
    label = json.loads(capsys.readouterr().out)
    sentences = [sentence for line in label["lines"] for sentence in line["sentences"]]
    assert [sentence["id"] for sentence in sentences] == [0, 1, 2, 3]
    assert [sentences[number]["text"] for number in label["must"]] == ["They agreed on a truce for a year."]
    assert [sentences[number]["text"] for number in label["rejected"]] == ["The ministers met in Paris.", "It ends now."]
    assert label["points"] == [{"text": "They agreed on a truce for a year.", "sentences": [2]}]
    assert (label["id"], label["answers"], label["useful"], label["orphans"]) == (key, 2, [], [])
    assert json.loads(documents.read_text("utf-8")) == {"id": key, "content": TEXT}


def test_an_answer_about_a_statement_that_is_not_here_is_told(
    configuration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers").write_text("https://state.example/a\nhttps://state.example/elsewhere\n", "utf-8")
    assert main(["--config", str(configuration), "feedback", str(tmp_path / "answers")]) != 0
    said = capsys.readouterr()
    assert json.loads(said.out)["id"] == "https://state.example/a"
    assert "1 of 2 answers" in said.err


def test_the_mail_and_the_page_have_the_link_at_each_entry() -> None:
    statement = an_edited_statement("They met. They agreed.", link="https://www.state.gov/met/")
    edition = an_edition(an_entry(statement), layout=Layout(feedback_url=MAILTO))
    page = HtmlRenderer().render(edition, FILE).decode()
    assert page.count("Not the point?") == 1
    assert f"Statement%3A%20{statement.key.replace(':', '%3A').replace('/', '%2F')}" in page
    message = EmailRenderer(SENDER).render(edition, READER).decode().replace("=\r\n", "")
    assert message.count("Not the point?") == 1
    assert "Not the point" not in HtmlRenderer().render(an_edition(an_entry(statement)), FILE).decode()


@pytest.mark.parametrize("address", ["desk@example.org", "mailto:nobody", "javascript:alert(1)", "mailto:a@b.c?cc=d@e.f"])
def test_an_address_that_is_none_is_refused(address: str, configuration: Path) -> None:
    text = configuration.read_text().replace("morning: {", f"morning: {{feedback_url: '{address}', ")
    configuration.write_text(text)
    with pytest.raises(ConfigError):
        load_settings(configuration)
