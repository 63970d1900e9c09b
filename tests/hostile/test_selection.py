"""Tests: a selection of hostile documents goes the full path, from an HTTP response to an edition in every format.

The libraries with thousands of such documents cannot be shipped here. The program `feeds.py` reads them from a folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.feeds import CANARY, Document, Score, as_feeds, run
from tests.hostile.subjects import made, message

DATA = Path(__file__).parents[1] / "data" / "compile"
LINES = (DATA / "hostile.lines").read_text("utf-8").splitlines()
TITLES: list[str] = json.loads((DATA / "titles.json").read_text("utf-8"))
ITEM = "<item><title>&x;One</title><link>https://a.gov/x</link><description>&x;They met today.</description></item>"
RSS = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 9))


def selection(canary: Path) -> Iterator[Document]:
    """Hostile feeds, pages and other documents, one for each idea."""
    for name, content in {
        "entity of a file": f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{canary.as_uri()}'>]>{RSS}",
        "entity of a file by its path": f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{canary}'>]>{RSS}",
        "parameter entity of a file": f"<!DOCTYPE rss [<!ENTITY % p SYSTEM '{canary.as_uri()}'> %p;]>{RSS}",
        "included file": RSS.replace("&x;", f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{canary}'/>"),
        "page that names a file": f"<base href='{canary.as_uri()}'><link rel=stylesheet href='{canary}'><p>They met today.",
        "billion laughs": f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{LAUGHS}<!ENTITY x '&l8;'>]>{RSS}",
        "entity of itself": f"<!DOCTYPE rss [<!ENTITY x '&x;'>]>{RSS}",
        "nested": "<rss version='2.0'><channel>" + "<item>" * 5_000,
        "nested page": "<html><body>" + "<table><tr><td>" * 800 + "<p>They met today.",
        "nested JSON": '{"version": "https://jsonfeed.org/version/1", "items": [' + '{"a":' * 50_000,
        "JSON of other kinds": '{"version": "https://jsonfeed.org/version/1", "items": [1, null, {"id": [], "url": 7}]}',
        "title without end": f"<rss version='2.0'><channel><item><title>{'x' * 1_000_000}",
        "attributes": RSS.replace("<title>", "<title " + " ".join(f"a{n}=''" for n in range(3_000)) + ">"),
        "instruction": f"<?xml version='1.0'?><?xml-stylesheet href='{canary}'?><?php die() ?>{RSS}",
        "encoding that there is not": f"<?xml version='1.0' encoding='klingon'?>{RSS}",
        "encoding of seven bits": f"<?xml version='1.0' encoding='utf-7'?>{RSS.replace('&x;', '+ADw-script+AD4-')}",
        "nothing": "", "a mark alone": "\ufeff", "no feed": "<html><body><p>They met today.</html>", "half a feed": RSS[:90],
        "controls": RSS.replace("&x;", "\x00\x01\x1b[2J\x7f"), "lone surrogate": RSS.replace("&x;", "&#xD800;"),
    }.items():  # fmt: skip
        yield Document(name, content.encode("utf-8", "surrogatepass"))
    yield Document("wide", RSS.encode("utf-16"))
    yield Document("not text", bytes(range(256)) * 40)
    yield Document("not gzip", RSS.encode(), "gzip")
    yield Document("brotli", b"\x8b\x01\x80", "br")
    yield from as_feeds([*LINES, *TITLES])


@pytest.fixture(scope="module")
def score() -> Score:
    return run(selection)


def test_no_document_raises_an_unexpected_exception(score: Score) -> None:
    assert score.documents > 25
    assert score.uncaught == []


def test_everything_is_read_or_refused_and_every_string_reaches_an_edition(score: Score) -> None:
    assert score.feeds + sum(score.refused.values()) == score.documents
    assert score.statements >= len([*LINES, *TITLES])


def test_no_file_is_read(score: Score) -> None:
    assert CANARY
    assert score.leaks == []


def test_no_edition_runs_or_loads_anything_or_has_an_added_header(score: Score) -> None:
    assert score.active == []


@pytest.mark.parametrize("title", [*TITLES, *made(60, TITLES)])
def test_no_title_of_an_edition_adds_or_takes_a_header(title: str) -> None:
    heads = [message(each).partition(b"\r\n\r\n")[0] for each in ("A title", title)]
    usual, found = ([line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1].strip()] for head in heads)
    assert found == usual
