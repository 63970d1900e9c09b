"""Tests: damaged feeds, pages, mails, configurations and rules are read or refused with an error of ours.

Hypothesis damages real documents in up to eight places: it copies, deletes, reverses or inserts text. CI tries 120 documents
for each reader; CASES=10000 in the environment tries that many.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from digest.clean.cleaner import StatementCleaner
from digest.clean.rules.load import load_rules
from digest.config.loader import load_settings
from digest.config.shipped_files import shipped_file
from digest.errors import ConfigError, InputError
from digest.fetch.feed_document import feed_from_response
from digest.fetch.feed_worker import parse_feed
from digest.fetch.files import read_stream
from digest.records import Profile, RawStatement

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "config" / "sample"
CASES = settings(
    max_examples=int(os.environ.get("CASES", "120")), deadline=None, suppress_health_check=list(HealthCheck), database=None
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
FEED = next(SAMPLE.glob("state.gov/*.rss")).read_text("utf-8")[:20_000]
PAGE = next(SAMPLE.glob("whitehouse.gov-2017/*.html")).read_text("utf-8")[:20_000]
TEXT = next(SAMPLE.glob("dipnote/*.txt")).read_text("utf-8")
RULES = shipped_file("boilerplate.yaml").read_text("utf-8")[-6_000:]
CONFIGURATION = """\
store: var/digest.db
sources:
  - {name: a, files: "in/*.txt", timezone: America/New_York, prune: [aside, "p.share"]}
  - {use: state.gov, body: article}
  - {page: "https://b.example/news", links: "h2 a"}
fetch: {deadline: 5, allow_private: [10.0.0.0/8, "fd00::/8"], pause: 0.5}
summarise: {engine: extractive, points: 3}
digests:
  morning: {at: "06:30", timezone: Europe/Brussels, every: weekday, deliver: [{file: "out/{day}.md"}, {email: [a@example.org]}]}
mail: {host: localhost, from: d@example.org, username: d, password_env: HOME, on_uncertain: hold}
"""
TOKENS = (
    "<rss version='2.0'>|<channel>|<item>|</item>|<title>|</title>|<link>|http://[|<guid>|<pubDate>|24:61|&a;|&#0;|"
    "&#xD800;|&amp|<![CDATA[|]]>|<!DOCTYPE x [<!ENTITY a 'b'>]>|<!--|-->|<?xml version='1.0' encoding='utf-7'?>|"
    "<table>|<td>|</td>|<p>|</p>|<br>|<h1>|<svg>|<math>|<template>|<plaintext>|<script>|</script>|<base href='//['>|"
    "<meta charset=utf-16>|<time datetime='9999-99-99'>|<article>|</body>|<html lang='x-'>|\ud800|\u0000|\u001b|"
    "\u2028|\u202e|\ufeff|\u0130|\u00e9|\u65e5\u672c|QUESTION: |###|EMBARGOED UNTIL 25:61|November 31, 2026|- |* |> |"
    "[a](b|`|{|}|[|]|: |? |&x |*x |!!python/object:os.system |!!binary |!!timestamp 2026-13-45|<<: |---\n|...\n|'|\"|"
    "%YAML 9.9\n|\t|\n|\r|0x|1e999|.nan|-.inf|2026-02-30|1:60:60|~|null|yes|{day}|../..|From: |"
    "Content-Type: multipart/mixed; boundary=x\n|--x\n|=?utf-8?b?=?=|(a+)+|(?P<value>|\\"
).split("|")
PLACE = st.floats(0, 1)
DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["put", "cut", "copy", "turn"]),
        PLACE,
        st.integers(0, 400),
        st.sampled_from(TOKENS) | st.text(max_size=4),
    ),
    min_size=1,
    max_size=8,
)


def damaged(text: str, damage: list[tuple[str, float, int, str]]) -> bytes:
    """`text` after each damage in turn."""
    for kind, place, length, token in damage:
        at = int(place * len(text))
        piece = text[at : at + length]
        changed = {"put": token + piece, "cut": "", "copy": piece + piece, "turn": piece[::-1]}[kind]
        text = text[:at] + changed + text[at + length :]
    return text.encode("utf-8", "surrogatepass")


@CASES
@given(DAMAGE, st.sampled_from(["", "text/xml", "application/xml; charset=utf-16", "application/xml; charset=klingon"]))
def test_a_damaged_feed_is_read_or_refused(damage: list[tuple[str, float, int, str]], kind: str) -> None:
    answer = parse_feed(damaged(FEED, damage), kind, "https://a.gov/feed")
    if "error" not in answer:
        for item in feed_from_response(answer, "https://a.gov/feed").items:
            _clean(item.to_statement("a", item.text() or item.summary, NOW))


@CASES
@given(DAMAGE, st.sampled_from(["utf-8", "", "utf-16", "klingon"]), st.booleans())
@example([("put", 0.0, 0, "<rss version='2.0'>")] * 5 + [("copy", 0.0, 2, "")], "utf-8", True).via("an element r<rss")
def test_a_damaged_page_is_cleaned_or_refused(damage: list[tuple[str, float, int, str]], charset: str, whole: bool) -> None:
    _clean(RawStatement("a", "k", "https://a.gov/x", damaged(PAGE, damage), "text/html", NOW, charset, fragment=not whole))


@CASES
@given(DAMAGE, st.sampled_from(["text/plain", "text/markdown"]))
def test_a_damaged_text_is_cleaned_or_refused(damage: list[tuple[str, float, int, str]], media_type: str) -> None:
    _clean(RawStatement("a", "k", "https://a.gov/x", damaged(TEXT, damage), media_type, NOW, "utf-8"))


@CASES
@given(DAMAGE)
def test_a_damaged_mail_is_read_and_cleaned_or_refused(damage: list[tuple[str, float, int, str]]) -> None:
    head = "From: a@b.gov\nSubject: A statement\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n"
    with suppress(InputError):
        _clean(read_stream(damaged(head + TEXT, damage), "a.eml", NOW))


@CASES
@given(DAMAGE)
@example([("put", 0.0, 0, "!!timestamp 2026-13-45")]).via("a tag on a text that it does not fit")
def test_a_damaged_configuration_is_read_or_refused(damage: list[tuple[str, float, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(ConfigError):
        path = Path(folder) / "digest.yaml"
        path.write_bytes(damaged(CONFIGURATION, damage))
        assert load_settings(path).sources


@CASES
@given(DAMAGE)
def test_damaged_rules_are_read_or_refused(damage: list[tuple[str, float, int, str]]) -> None:
    with suppress(ConfigError):
        load_rules(damaged("rules:\n" + RULES[RULES.index("  - id:") :], damage).decode("utf-8", "replace"), "boilerplate.yaml")


CLEANER = StatementCleaner(load_rules(shipped_file("boilerplate.yaml").read_text("utf-8"), "boilerplate.yaml"))


def _clean(raw: RawStatement) -> None:
    """Clean `raw` in this process, where an exception is visible, and check what holds for every statement."""
    with suppress(InputError):
        statement = CLEANER.clean(raw, Profile())
        assert all(span.of(statement.text).strip() for span in statement.sentences)
        assert "\0" not in statement.text + statement.title
