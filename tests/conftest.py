"""Fixtures for all tests: a web site on loopback, HTTP clients that may read it, a document parser, places of stores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digest.fetch.feed_parser import DocumentParser
from digest.net.http import HttpClient, HttpSettings
from digest.records import PostgresPlace
from tests.fetch.web import LOOPBACK, Site
from tests.postgres_server import PostgresServer, postgres_server


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback without pages."""
    with Site() as site:
        yield site


@pytest.fixture
def client() -> Iterator[Callable[..., HttpClient]]:
    """A function that makes clients: they may read loopback, do not wait between requests and ignore robots.txt by default."""
    opened: list[HttpClient] = []

    def make(sleep: Callable[[float], None] = lambda seconds: None, **settings: object) -> HttpClient:
        chosen = {"allow_private": (LOOPBACK,), "interval": 0.0, "robots": False, **settings}
        opened.append(HttpClient(HttpSettings(**chosen), sleep=sleep))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def http(client: Callable[..., HttpClient]) -> HttpClient:
    """A client that may read loopback."""
    return client()


@pytest.fixture(scope="session")
def parser() -> Iterator[DocumentParser]:
    """A parser of feeds and index pages, whose workers serve all tests."""
    with DocumentParser() as parser:
        yield parser


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server. Without one the test is skipped."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | PostgresPlace:
    """An empty store, in a file and in PostgreSQL."""
    if request.param == "sqlite":
        return tmp_path / "digest.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.empty_place()
