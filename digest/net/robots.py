"""Asks a host once a day which of its pages programs may read (robots.txt, RFC 9309), and remembers the answer.

Protego parses the rules. Files are fetched by a function that is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from digest.errors import FetchError
from digest.net.urls import redact_url

# A crawler must read at least 500 KiB (RFC 9309, section 2.5). The rest is ignored.
_MAX_BYTES = 500 * 1024
# Matching a URL of 8,000 characters against this many hostile rules takes 0.3 s, and the rules take 5 MiB.
_MAX_LINES = 10_000
_MAX_HOSTS = 500
_CACHE_SECONDS = 24 * 3600.0  # RFC 9309, section 2.4
# A host whose robots.txt cannot be read is asked again after this time. Until then its pages are skipped (section 2.3.1.4).
_RETRY_SECONDS = 300.0
_USER_AGENT_LINE = re.compile(r"\s*user(?:-|\s+)?agent(?:\s*:|\s)\s*(.*)", re.IGNORECASE)
_PRODUCT_TOKEN = re.compile(r"[a-z_-]*", re.IGNORECASE)
_OURS, _OTHERS = "ours", "others"


class RobotsRules:
    """The rules of one robots.txt for one crawler: those of the groups that name it, else those for "*"."""

    def __init__(self, content: bytes, user_agent: str) -> None:
        """`content` is a robots.txt. The crawler's product token is the start of `user_agent`: "digest" in "digest/1.0 (...)".

        Raise ValueError if the file has too many lines.
        """
        lines = content[:_MAX_BYTES].decode("utf-8-sig", "replace").splitlines()
        if len(lines) > _MAX_LINES:
            raise ValueError(f"has more than {_MAX_LINES:,} lines")
        self._rules = Protego.parse("\n".join(_name_groups(lines, _product_token(user_agent))))

    def allow(self, url: str) -> bool:
        """Whether the crawler may read `url`. The longest matching rule decides; of two equally long ones, "allow" does."""
        return self._rules.can_fetch(url, _OURS)


def _product_token(user_agent: str) -> str:
    match = _PRODUCT_TOKEN.match(user_agent)
    return match[0].lower() if match else ""


@dataclass(frozen=True, slots=True)
class _CachedRules:
    """The rules of one host, or the reason why there are none, and when they expire."""

    rules: RobotsRules | None
    problem: str
    expires: float


class RobotsCache:
    """The robots.txt of all hosts that were asked. Thread-safe: two threads may at worst fetch the same file."""

    def __init__(self, fetch: Callable[[str], bytes], clock: Callable[[], float], user_agent: str) -> None:
        """`fetch` returns the content of a robots.txt, empty if there is none, or raises FetchError."""
        self._fetch = fetch
        self._clock = clock
        self._user_agent = user_agent
        self._hosts: dict[str, _CachedRules] = {}

    def check(self, url: str) -> None:
        """Raise FetchError if `url` is disallowed, or if the robots.txt of its host cannot be read."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        cached = self._hosts.get(origin)
        if cached is None or cached.expires <= self._clock():
            cached = self._read(f"{origin}/robots.txt")
            self._remember(origin, cached)
        if cached.rules is None:
            raise FetchError(f"{redact_url(url)}: skipped until robots.txt can be read: {cached.problem}")
        if not cached.rules.allow(url):
            raise FetchError(f"{redact_url(url)}: disallowed by the robots.txt of {parts.netloc}")

    def _read(self, url: str) -> _CachedRules:
        try:
            rules = RobotsRules(self._fetch(url), self._user_agent)
        except FetchError as error:
            return _CachedRules(None, str(error), self._clock() + _RETRY_SECONDS)
        except ValueError as error:
            return _CachedRules(None, f"{redact_url(url)}: {error}", self._clock() + _CACHE_SECONDS)
        return _CachedRules(rules, "", self._clock() + _CACHE_SECONDS)

    def _remember(self, origin: str, cached: _CachedRules) -> None:
        """Keep the rules of a host; forget the host that was asked first if there are too many."""
        hosts = [*self._hosts]
        if origin not in self._hosts and len(hosts) >= _MAX_HOSTS:
            self._hosts.pop(hosts[0], None)
        self._hosts[origin] = cached


def _name_groups(lines: list[str], product_token: str) -> Iterator[str]:
    """The lines of a robots.txt with every user agent named "ours", "others" or "*".

    Protego matches "dig" to "digest"; RFC 9309, section 2.2.1, asks for the whole product token. Three names also bound the
    work: in a hostile file, 15,000 user agents would share 25,000 rules.
    """
    for line in lines:
        match = _USER_AGENT_LINE.match(line.partition("#")[0])
        yield f"User-agent: {_group_name(match[1], product_token)}" if match else line


def _group_name(user_agent: str, product_token: str) -> str:
    if user_agent.split()[:1] == ["*"]:
        return "*"
    return _OURS if product_token and _product_token(user_agent) == product_token else _OTHERS
