"""A web site on loopback, and clients that may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from digest.fetch.feed_parser import DocumentParser
from digest.net.http import HttpClient, HttpSettings
from tests.fetch.web import LOOPBACK, Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def client() -> Iterator[Callable[..., HttpClient]]:
    """Makes clients that may read loopback, wait for nobody and ask for no robots.txt unless told otherwise."""
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
    return client()


@pytest.fixture(scope="session")
def parser() -> Iterator[DocumentParser]:
    with DocumentParser() as parser:
        yield parser
