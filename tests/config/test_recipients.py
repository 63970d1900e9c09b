"""Readers with wishes of their own, from the configuration and from files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.errors import ConfigError
from digest.pipeline.run import run_once
from digest.records import StatementType, SubscriptionFilter
from tests.reliability.installation import MORNING, Installation, mail_server

CONFIGURATION = """\
sources: [{name: state, files: in/*.txt}]
digests:
  morning: {at: "07:00", deliver: [DELIVERY]}
mail: {host: 127.0.0.1, port: PORT, security: none, from: digest@example.org}
"""


def recipients(folder: Path, delivery: str) -> dict[str, SubscriptionFilter]:
    path = folder / "digest.yaml"
    path.write_text(CONFIGURATION.replace("DELIVERY", delivery).replace("PORT", "25"), "utf-8")
    return {reader.to: reader.subscription for reader in load_settings(path).digests["morning"].deliver[0].email}


def test_a_reader_is_an_address_or_a_mapping_with_wishes(tmp_path: Path) -> None:
    delivery = "{email: [a@example.org, {to: b@example.org, types: readout, keywords: [Iran, trade]}]}"
    assert recipients(tmp_path, delivery) == {
        "a@example.org": SubscriptionFilter(),
        "b@example.org": SubscriptionFilter(types=(StatementType.READOUT,), keywords=("Iran", "trade")),
    }
    assert recipients(tmp_path, "{email: a@example.org}") == {"a@example.org": SubscriptionFilter()}


def test_a_file_of_readers_is_csv_as_spreadsheets_write_it_or_yaml(tmp_path: Path) -> None:
    (tmp_path / "readers.csv").write_bytes(
        b'\xef\xbb\xbfto,sources,keywords\r\na@example.org,,\r\n"b@example.org",state,"climate change; trade"\r\n'
    )
    (tmp_path / "readers.yaml").write_text("- c@example.org\n- {to: d@example.org, sources: [state]}\n", "utf-8")
    assert recipients(tmp_path, "{readers: readers.csv, email: [z@example.org]}") == {
        "z@example.org": SubscriptionFilter(),
        "a@example.org": SubscriptionFilter(),
        "b@example.org": SubscriptionFilter(sources=("state",), keywords=("climate change", "trade")),
    }
    assert recipients(tmp_path, "{readers: readers.yaml}") == {
        "c@example.org": SubscriptionFilter(),
        "d@example.org": SubscriptionFilter(sources=("state",)),
    }


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("r.csv", "address\na@example.org\n", "r.csv:1: the first line names the columns"),
        ("r.csv", "to\na@example.org\nnobody\n", "r.csv:3: to: 'nobody' is not a mail address"),
        ("r.csv", "to,types\na@example.org,sermon\n", "r.csv:2: types.0: Input should be"),
        ("r.csv", "to\na@example.org,b@example.org\n", "r.csv:2: more values than columns"),
        ("r.csv", "to\n", "contains no recipient"),
        ("r.csv", "", "r.csv:1: the first line names the columns"),
        ("r.csv", "to,sources\na@example.org,stat\n", "no source is called 'stat'; did you mean 'state'?"),
        ("r.csv", "to,keywords\na@example.org,x\na@example.org,y\n", "a@example.org is listed twice, with different filters"),
        ("r.yaml", "a@example.org\n", "r.yaml: expected a list of recipients"),
        ("r.yaml", "- {to: a@example.org}\n- {to: b@example.org, words: [x]}\n", "r.yaml:2: words: Extra inputs"),
        ("r.yaml", "- 7\n", "r.yaml:1: to: Input should be a valid string"),
    ],
)
def test_a_mistake_in_a_file_of_readers_is_named_with_its_line(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ConfigError) as caught:
        recipients(tmp_path, f"{{readers: {name}}}")
    assert said in str(caught.value)


def test_a_file_of_readers_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.csv"):
        recipients(tmp_path, "{readers: gone.csv}")


def test_each_reader_gets_what_they_asked_for_and_who_asked_for_nothing_of_it_no_mail(tmp_path: Path) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend", statements=0)
        installation.publish(1, "The ministers spoke about grain. They agreed on ships.")
        installation.publish(2, "The ministers spoke about visas. They agreed on fees.")
        delivery = "{email: [all@example.org, {to: grain@example.org, keywords: grain}, {to: oil@example.org, keywords: oil}]}"
        text = (
            CONFIGURATION.replace("DELIVERY", delivery)
            .replace("PORT", str(port))
            .replace("sources:", "store: digest.db\nsources:")
        )
        (installation.folder / "digest.yaml").write_text(text, "utf-8")
        with installation.app() as app:
            run_once(app.pipeline, lambda: MORNING, tracker(quiet=True))
        assert sorted(message.count(b"</h3>") for message in received.messages) == [1, 2]
        rows = installation.rows("SELECT address, state FROM outbox ORDER BY address")
        assert rows == [("all@example.org", "sent"), ("grain@example.org", "sent")]


def test_a_withdrawal_is_told_to_those_who_were_told_of_the_statement(tmp_path: Path) -> None:
    def configure(delivery: str) -> None:
        text = CONFIGURATION.replace("DELIVERY", delivery).replace("PORT", str(port))
        (installation.folder / "digest.yaml").write_text(text.replace("sources:", "store: digest.db\nsources:"), "utf-8")

    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend", statements=0)
        installation.publish(1, "The ministers spoke about grain. They agreed on ships.")
        installation.publish(2, "The ministers spoke about visas. They agreed on fees.")
        filtered = "{to: grain@example.org, keywords: grain}, {to: visas@example.org, keywords: visas}"
        configure(f"{{email: [all@example.org, {filtered}]}}")
        with installation.app() as app:
            run_once(app.pipeline, lambda: MORNING, tracker(quiet=True))
            (key,) = (key for (key,) in installation.rows("SELECT key FROM statement WHERE key LIKE '%2.txt'"))
            app.store.record_recheck(key, True, MORNING)
            app.store.record_recheck(key, True, MORNING + timedelta(hours=23))
        received.messages.clear()
        configure(f"{{email: [all@example.org, {filtered}, late@example.org]}}, {{file: 'out/{{day}}.md'}}")
        with installation.app() as app:
            run_once(app.pipeline, lambda: MORNING + timedelta(days=1), tracker(quiet=True))
        rows = installation.rows("SELECT address FROM outbox WHERE slot = (SELECT max(slot) FROM outbox) AND channel = 'email'")
        assert {address for (address,) in rows} == {"all@example.org", "visas@example.org"}
        assert len(received.messages) == 2
        assert "Withdrawn" in next((installation.folder / "out").glob("*.md")).read_text("utf-8")
