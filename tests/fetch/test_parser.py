"""Feeds are parsed apart, by processes that come and go without anybody noticing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.fetch.parser import FeedParser, ParserLimits

FEED = b"<rss version='2.0'><channel><item><title>One</title></item></channel></rss>"


@pytest.fixture
def own() -> Iterator[FeedParser]:
    with FeedParser(ParserLimits(workers=1)) as parser:
        yield parser


def read(parser: FeedParser) -> list[str]:
    return [item.title for item in parser.parse(FEED, "a feed").items]


def test_a_worker_is_used_again(own: FeedParser) -> None:
    read(own)
    (worker,) = own._idle
    read(own)
    assert own._idle == [worker]


def test_a_worker_that_died_in_its_sleep_is_replaced(own: FeedParser) -> None:
    read(own)
    own._idle[0].process.kill()
    own._idle[0].process.wait()
    assert read(own) == ["One"]


def test_a_worker_that_has_read_many_documents_is_replaced(own: FeedParser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.fetch.parser._DOCUMENTS", 1)
    assert [read(own), read(own)] == [["One"], ["One"]]
    assert own._idle == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show the environment of a process")
def test_a_worker_sees_no_passwords(own: FeedParser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_PASSWORD", "canary")
    read(own)
    assert b"canary" not in Path(f"/proc/{own._idle[0].process.pid}/environ").read_bytes()


def test_no_process_outlives_the_parser() -> None:
    with FeedParser() as parser:
        read(parser)
        (worker,) = parser._idle
    assert worker.process.returncode is not None
