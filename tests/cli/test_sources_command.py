"""`digest sources` finds known sources, and says in one line what is wrong with a source that changed."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.cli.known_sources_list import GROUPS
from digest.cli.parser import main
from digest.config.known_sources import known_sources
from tests.fetch.web import Page, Site

PEM = Path(__file__).parents[1] / "data" / "fetch" / "tls.pem"
TEXT = "The Minister opened the new bridge over the river on Monday and thanked the workers who had built it in two years. " * 3


def test_every_known_source_is_listed_once_in_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    for by, group_of in GROUPS.items():
        assert main(["sources", "--by", by]) == 0
        group, found = "", {}
        for line in capsys.readouterr().out.splitlines():
            group = line.split()[1] if line.startswith("# ") else group
            found |= {} if line.startswith("#") else {line.split()[0]: group}
        assert found == {name: group_of(source) for name, source in known_sources().items()}


def test_a_search_finds_what_holds_every_word_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "list", "CENTRAL-bank", "speeches", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"federalreserve.gov-speeches", "bankofengland.co.uk-speeches"} <= {source["name"] for source in found}
    assert {source["institution"] for source in found} == {"central-bank"}
    assert main(["sources", "list", "Auswärtiges", "zebra"]) == 66
    assert "no known source holds 'Auswärtiges and zebra'" in capsys.readouterr().err


def test_a_part_of_a_name_is_answered_with_the_names_that_hold_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "test", "European Central Bank"]) == 66
    assert "known ones that hold it: ecb.europa.eu" in capsys.readouterr().err


def item(number: int, days: int = 0, text: str = TEXT) -> str:
    date = datetime.now(UTC) - timedelta(days=days)
    return (
        f"<item><title>Bridge {number}</title><link>/n/{number}</link><pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<content:encoded>{text} {number}</content:encoded></item>"
    )


def rss(*items: str) -> Page:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return Page(f"{head}<channel><title>T</title>{''.join(items)}</channel></rss>".encode(), "application/rss+xml")


def page(text: str = TEXT, head: str = "") -> Page:
    return Page(
        f"<!DOCTYPE html><html><head><title>Bridge</title>{head}</head><body><main><h1>Bridge</h1><p>{text}</p></main>".encode()
    )


Problem = tuple[int, str, str]


@pytest.fixture
def tested(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Problem]:
    """A function that tests a source, and returns the exit code, the problem and the message."""

    def test(source: str = 'feed: "{site}/feed"') -> Problem:
        path = tmp_path / "digest.yaml"
        entry = source.replace("{site}", site.url("").rstrip("/"))
        path.write_text(
            f"sources: [{{name: ministry, {entry}}}]\ndigests: {{d: {{deliver: [{{file: '{{day}}.md'}}]}}}}\n"
            "fetch: {allow_private: [127.0.0.0/8], pause: 0, deadline: 5}\n",
            "utf-8",
        )
        code = main(["--config", str(path), "sources", "test", "ministry", "--json"])
        found = json.loads(capsys.readouterr().out)
        assert found["exit_code"] == code
        assert main(["--config", str(path), "sources", "test"]) == code
        (line,) = capsys.readouterr().out.splitlines()
        assert line.startswith(f"{'failed' if code else 'ok':<7} ministry: ")
        return code, found["problem"], found["message"]

    return test


NAMED = '<link rel="alternate" type="application/rss+xml" href="/new">'
CONSENT = "We value your privacy. We use cookies. Accept all cookies. Reject all. Manage your cookie preferences."
INDEX = 'page: "{site}/", links: "main a"'
Put = Callable[[Site], None]


@pytest.mark.parametrize(
    ("put", "source", "problem", "said"),
    [
        (lambda site: site.pages.update({"/feed": rss(item(1), item(2))}), "", "none", "2 items, 2 read, newest of "),
        (lambda site: site.pages.update({"/feed": rss()}), "", "no_items", "lists nothing"),
        (lambda site: site.pages.update({"/feed": Page(status=403)}), "", "blocked", "status 403"),
        (lambda site: site.pages.update({"/feed": Page(status=404)}), "", "gone", "status 404"),
        (lambda site: site.pages.update({"/feed": Page(status=503)}), "", "unreachable", "status 503"),
        (lambda site: site.pages.update({"/feed": page()}), "", "not_a_feed", "is not a feed"),
        (
            lambda site: site.pages.update({"/feed": page(head=NAMED)}),
            "", "not_a_feed", "is a web page, not a feed; it names its feed: ",
        ),
        (lambda site: site.pages.update({"/feed": rss(item(1, 200))}), "", "out_of_date", "200 days ago"),
        (
            lambda site: site.pages.update({"/feed": rss(*(item(number, 40 + number) for number in range(20)))}),
            "", "out_of_date", "40 days ago; something was to be expected by ",
        ),
        (lambda site: site.pages.update({"/": page(CONSENT)}), INDEX, "consent", "the page asks for consent"),
        (lambda site: site.pages.update({"/feed": page(CONSENT)}), "", "consent", "the page asks for consent"),
        (lambda site: site.pages.update({"/": page()}), INDEX, "no_links", "no link matches the selector 'main a'"),
        (
            lambda site: site.pages.update({"/": page('<a href="/a">A</a>'), "/a": page()}),
            INDEX, "no_dates", "1 item, and no date on 1 statement",
        ),
        (
            lambda site: site.pages.update({"/": page('<a href="/a">A</a> 12 November 2026'), "/a": page()}),
            f"{INDEX}, body: div.text", "no_body", "`body` matches nothing on 1 page",
        ),
        (
            lambda site: site.pages.update({"/": page('<a href="/a">A</a>'), "/a": page(CONSENT)}),
            INDEX, "consent", "asks for consent",
        ),
        (
            lambda site: site.pages.update({"/": page('<a href="/a">A</a>'), "/a": Page(status=403)}),
            INDEX, "blocked", "none of its pages can be read; the first: ",
        ),
        (
            lambda site: site.pages.update({"/map.xml": Page(b"<urlset><url><loc>https://example.org/a</loc></url></urlset>")}),
            'sitemap: "{site}/map.xml"', "nothing_recent", "1 item, none of which is dated",
        ),
        (lambda site: site.pages.update({"/map.xml": page()}), 'sitemap: "{site}/map.xml"', "not_a_feed", "is a web page"),
        (
            lambda site: site.pages.update({"/api": Page(b'{"error": "gone"}', "application/json")}),
            'json: "{site}/api", paths: {items: results, link: link}', "no_items", "has no list at `results`",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(
    put: Put, source: str, problem: str, said: str, site: Site, tested: Callable[..., Problem]
) -> None:
    put(site)
    code, found, message = tested(*([source] if source else []))
    assert (found, said in message) == (problem, True), message
    assert code == (0 if problem in ("none", "nothing_recent") else 69)


def test_a_source_that_moved_to_another_site_says_where(site: Site, tested: Callable[..., Problem]) -> None:
    with Site("127.0.0.2") as elsewhere:
        elsewhere.pages["/new"] = rss(item(1))
        site.pages["/feed"] = Page(status=301, headers={"Location": elsewhere.url("/new")})
        code, problem, message = tested()
    assert (code, problem) == (69, "moved")
    assert f"leads to {elsewhere.url('/new')}" in message


def test_a_certificate_that_is_not_trusted_and_a_host_that_is_not_there_are_told_apart(
    site: Site, tested: Callable[..., Problem]
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(PEM)
    with Site(tls=tls) as secure:
        secure.pages["/feed"] = rss(item(1))
        assert tested(f'feed: "{secure.url("/feed").replace("http:", "https:")}"')[1] == "certificate"
        port = secure.port
    assert tested(f'feed: "http://127.0.0.1:{port}/feed"')[1] == "unreachable"
    assert tested('feed: "http://nowhere.invalid/feed"')[1] == "unreachable"


def test_a_test_reads_a_few_pages_only_and_does_not_call_the_others_failed(site: Site, tested: Callable[..., Problem]) -> None:
    site.pages["/"] = page(
        "".join(f'<p><a href="/{n}">Bridge {n}</a> <i>{datetime.now(UTC):%d %B %Y}</i></p>' for n in range(45))
    )
    for number in range(45):
        site.pages[f"/{number}"] = page(f"{TEXT} {number}")
    code, problem, message = tested(INDEX)
    assert (code, problem) == (0, "none"), message
    assert "45 items, 20 read" in message
    assert len([path for path in site.paths() if path not in ("/", "/robots.txt")]) == 20 + 5


def test_without_a_name_and_a_configuration_the_command_was_called_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sources", "test"]) == 64
    assert "name a source; without a name" in capsys.readouterr().err
