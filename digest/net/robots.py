"""Asks a host, once a day, which of its pages programs may read, and keeps its answer.

Reads through a function passed in; what a robots.txt means, `robots.py` knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.errors import FetchError
from digest.net.robots_parser import Rule, allows, rules
from digest.net.urls import shown

_KEPT = 24 * 3600.0  # seconds; RFC 9309, section 2.4
# A host that cannot say is asked again this soon: until then its pages are not read (section 2.3.1.4).
_ASKED_AGAIN = 300.0


@dataclass(frozen=True, slots=True)
class _Answer:
    """The rules of one host, or why there are none, and until when they hold."""

    rules: tuple[Rule, ...]
    problem: str
    until: float


class Permissions:
    """What hosts said; safe to use from several threads, which may at worst ask twice."""

    def __init__(self, read: Callable[[str], bytes], clock: Callable[[], float], agent: str) -> None:
        """`read` gives the content of an address, nothing where there is no such file, or raises FetchError."""
        self._read = read
        self._clock = clock
        self._agent = agent
        self._answers: dict[str, _Answer] = {}

    def check(self, link: str) -> None:
        """Raise FetchError if programs are asked not to read `link`, or its host cannot say."""
        parts = urlsplit(link)
        origin = f"{parts.scheme}://{parts.netloc}"
        answer = self._answers.get(origin)
        if answer is None or answer.until <= self._clock():
            answer = self._answers[origin] = self._ask(f"{origin}/robots.txt")
        if answer.problem:
            raise FetchError(f"{shown(link)}: not asked, because {answer.problem}")
        if not allows(answer.rules, link):
            raise FetchError(f"{shown(link)}: the robots.txt of {parts.netloc} asks programs not to read it")

    def _ask(self, url: str) -> _Answer:
        try:
            content = self._read(url)
        except FetchError as error:
            return _Answer((), str(error), self._clock() + _ASKED_AGAIN)
        return _Answer(rules(content, self._agent), "", self._clock() + _KEPT)
