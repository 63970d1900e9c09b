"""robots.txt is read as RFC 9309 says, once a day, and a hostile one costs little time and memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from digest.errors import FetchError
from digest.net.http import HttpClient
from digest.net.robots import RobotsCache, RobotsRules
from tests.fetch.web import Page, Site

Make = Callable[..., HttpClient]
KIB = 1024


def allowed(text: str, path: str, user_agent: str = "digest/1.0 (+reads statements)") -> bool:
    return RobotsRules(text.encode("latin-1"), user_agent).allow(f"https://a.gov{path}")


# --- which rules are for us ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: DIGEST\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: digest\nAllow: /", "/x", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: digest", "/x", True),
        ("User-agent: a\nUser-agent: *\nDisallow: /x", "/xy", False),
        ("User-agent: digest\nDisallow: /a\n\nUser-agent: digest\nDisallow: /b", "/a", False),
        ("User-agent: a\nDisallow: /a\nUser-agent: digest\nDisallow: /b", "/a", True),
        ("User-agent: digest\nSitemap: https://a.gov/s.xml\nUser-agent: other\nDisallow: /", "/x", False),
        ("User-agent: digest/2.0\nDisallow: /", "/x", False),
        ("User-agent: * # everybody\nDisallow: /", "/x", False),
        ("# User-agent: digest\nUser-agent: other\nDisallow: /", "/x", True),
        ("\xef\xbb\xbfUser-agent: *\nDisallow: /", "/x", False),
        ("USER-AGENT : *\r\nDISALLOW : /\r\n", "/x", False),
        ("Disallow: /", "/x", True),
        ("\xff\0 nonsense\nUser-agent", "/x", True),
    ],
)
def test_the_rules_of_our_group_apply_else_those_for_everybody(text: str, path: str, expected: bool) -> None:
    assert allowed(text, path) == expected


@pytest.mark.parametrize("name", ["dig", "est", "digestbot", "digest-bot", "a digest", "*digest", "di*gest", "ours", "others"])
def test_a_group_whose_product_token_is_not_exactly_ours_is_not_for_us(name: str) -> None:
    assert allowed(f"User-agent: {name}\nDisallow: /", "/x")
    assert not allowed(f"User-agent: {name}\nAllow: /\n\nUser-agent: *\nDisallow: /", "/x")


@pytest.mark.parametrize("line", ["User-agent digest", "user agent: digest", "useragent:digest", "User\tagent digest"])
def test_a_misspelled_user_agent_line_names_us_too(line: str) -> None:
    assert not allowed(f"User-agent: *\nAllow: /\n\n{line}\nDisallow: /", "/x")


@pytest.mark.parametrize("user_agent", ["", "(no name)", "1.0"])
def test_a_crawler_without_a_product_token_gets_the_rules_for_everybody(user_agent: str) -> None:
    assert not allowed("User-agent: x\nAllow: /\n\nUser-agent: *\nDisallow: /", "/x", user_agent)


# --- what a rule matches ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Disallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /A", "/a", True),
        ("Disallow: a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /x$", "/x", False),
        ("Disallow: /x$", "/xy", True),
        ("Disallow: /*?q=", "/s?q=1", False),
        ("Disallow: /a*b*c", "/a1b2c3", False),
        ("Disallow: /a*b*c", "/a1c2b3", True),
        ("Disallow: /%7Ejoe # comment", "/~joe/x", False),
        ("Disallow: /~joe", "/%7Ejoe/x", False),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /\xc3\xa9", "/%C3%A9t%C3%A9", False),
        ("Disallow: /\nAllow: /index.html", "/", True),
        ("Disallow: /", "/robots.txt", True),
        ("Dissallow: /x", "/x", False),
    ],
)
def test_the_longest_rule_that_matches_decides(rules: str, path: str, expected: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) == expected


# --- hostile files ---------------------------------------------------------------------------------------------------


def numbered(line: str, count: int) -> str:
    """`line`, `count` times, with a running number in place of "{}"."""
    return "".join(line.format(number) for number in range(count))


@pytest.mark.parametrize(
    "text",
    [
        numbered("User-agent: a{}\n", 5_000) + numbered("Disallow: /{}\n", 4_900),
        numbered("User-agent a{}\n", 5_000) + numbered("Disallow: /{}\n", 4_900),
        "User-agent: *\nDisallow: /" + "*a" * 250 * KIB,
        "User-agent: *\nDisallow: /" + "%41" * 160 * KIB,
        "User-agent: *\nDisallow: /" + "$" * 500 * KIB,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*a*b$\n" * 9_000,
        "user" + " " * 500 * KIB + "agent",
        "x" * 500 * KIB,
        " " * 500 * KIB,
    ],
)
def test_a_hostile_file_is_read_within_little_memory(text: str) -> None:
    """In the first two, each of 5,000 user agents has 4,900 rules: without a limit they would take gigabytes."""
    tracemalloc.start()
    try:
        allowed(text, "/" + "a" * 7_000)
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
    finally:
        tracemalloc.stop()


def test_what_follows_after_500_kib_is_ignored() -> None:
    assert allowed("User-agent: *\n" + "#" * 500 * KIB + "\nDisallow: /", "/x")
    assert not allowed("User-agent: *\n" + "#" * 499 * KIB + "\nDisallow: /", "/x")


def test_a_host_with_too_many_rules_is_skipped() -> None:
    cache = RobotsCache(lambda url: b"User-agent: *\n" + b"Allow: /\n" * 10_000, lambda: 0.0, "digest")
    with pytest.raises(FetchError, match=r"/x: skipped until .* https://a\.gov/robots\.txt: has more than 10,000 lines"):
        cache.check("https://a.gov/x")


# --- the cache -------------------------------------------------------------------------------------------------------


class Hosts:
    """Robots files by URL; notes what was fetched. `now` is the time in seconds."""

    def __init__(self) -> None:
        self.now = 0.0
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self.cache = RobotsCache(self.fetch, lambda: self.now, "digest")

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url not in self.files:
            raise FetchError(f"{url}: status 500")
        return self.files[url]


def test_a_host_is_asked_once_a_day() -> None:
    hosts = Hosts()
    hosts.files["https://a.gov/robots.txt"] = b""
    for hour in (0, 1, 23, 25):
        hosts.now = hour * 3600.0
        hosts.cache.check(f"https://a.gov/{hour}")
    assert hosts.fetched == ["https://a.gov/robots.txt"] * 2


def test_a_host_that_fails_is_asked_again_five_minutes_later() -> None:
    hosts = Hosts()
    for seconds in (0.0, 299.0, 301.0):
        hosts.now = seconds
        with pytest.raises(FetchError, match="status 500"):
            hosts.cache.check("https://a.gov/x")
    assert len(hosts.fetched) == 2


def test_no_more_than_500_hosts_are_remembered() -> None:
    hosts = Hosts()
    hosts.files = {f"https://{number}.gov/robots.txt": b"" for number in range(501)}
    for number in (*range(501), 500, 0):
        hosts.cache.check(f"https://{number}.gov/x")
    assert hosts.fetched[501:] == ["https://0.gov/robots.txt"]


# --- over HTTP -------------------------------------------------------------------------------------------------------


def test_a_disallowed_page_is_not_requested(site: Site, client: Make) -> None:
    http = client(robots=True)
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /private", "text/plain")
    site.html("/open", "x")
    http.get(site.url("/open"), robots=True)
    with pytest.raises(FetchError, match=r"/private/x: disallowed by the robots\.txt of 127\.0\.0\.1"):
        http.get(site.url("/private/x"), robots=True)
    assert site.paths() == ["/robots.txt", "/open"]


def test_a_host_without_robots_txt_may_be_read(site: Site, client: Make) -> None:
    site.html("/open", "x")
    assert client(robots=True).get(site.url("/open"), robots=True).content == b"x"


def test_a_host_whose_robots_txt_cannot_be_read_is_skipped(site: Site, client: Make) -> None:
    site.pages["/robots.txt"] = Page(status=500)
    site.html("/open", "x")
    http = client(robots=True)
    for _ in range(2):
        with pytest.raises(FetchError, match=r"/open: skipped until robots\.txt can be read: .*/robots\.txt: status 500"):
            http.get(site.url("/open"), robots=True)
    assert site.paths() == ["/robots.txt"]
