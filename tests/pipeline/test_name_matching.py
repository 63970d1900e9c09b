"""Names are not identities: what the configuration calls otherwise is found again in the store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.app import build
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.errors import ConfigError
from digest.pipeline.name_matching import match_identities
from digest.pipeline.run import run_once
from digest.records import Failure, Identity, IdentityKind
from digest.store.sql_store import SqlStore
from tests.fakes import FirstSentence
from tests.fetch.web import Page, Site

NIGHT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SOURCE, DIGEST = IdentityKind.SOURCE, IdentityKind.DIGEST


def one(name: str, *places: str, id: str = "") -> Identity:
    return Identity(name, id, frozenset(places))


@pytest.mark.parametrize(
    ("kind", "known", "configured", "expected"),
    [
        (SOURCE, [one("a", "x")], [one("b", "x")], {"b": "a"}),
        (SOURCE, [one("a", "x")], [one("a", "y")], {"a": "a"}),
        (SOURCE, [one("a", "x")], [one("b", "y")], {}),
        (SOURCE, [one("a", "x")], [one("b", "y", id="a")], {"b": "a"}),
        (SOURCE, [one("a", "x", id="7")], [one("b", "y", id="7")], {"b": "a"}),
        (SOURCE, [one("a", "x", id="7")], [one("a", "x", id="8")], {}),
        (SOURCE, [one("a", "x"), one("b", "y")], [one("b", "x"), one("a", "y")], {"b": "a", "a": "b"}),
        (SOURCE, [one("a", "x")], [one("a", "x"), one("b", "x")], {"a": "a"}),
        (SOURCE, [one("a", "x")], [one("b", "x"), one("a", "y")], {"b": "a"}),
        (SOURCE, [one("a", "x"), one("b", "x")], [one("c", "x")], {}),
        (SOURCE, [one("a")], [one("a", "x")], {"a": "a"}),
        (DIGEST, [one("a", "r", "s")], [one("b", "s", "t")], {"b": "a"}),
        (DIGEST, [one("a", "r")], [one("a", "t"), one("b", "r")], {"a": "a"}),
        (DIGEST, [one("a", "r"), one("b", "r", "s")], [one("c", "r", "s")], {"c": "b"}),
        (DIGEST, [one("a", "r"), one("b", "s")], [one("c", "r", "s")], {}),
        (DIGEST, [one("a", "r")], [one("b", "s", id="a")], {"b": "a"}),
    ],
)
def test_what_is_known_is_found_by_id_place_or_name(
    kind: IdentityKind, known: list[Identity], configured: list[Identity], expected: dict[str, str]
) -> None:
    matches = match_identities(kind, known, configured)
    assert {match.configured.name: match.known.name for match in matches} == expected


IDENTITIES = st.lists(
    st.builds(one, st.sampled_from("abcde"), st.sampled_from("xyz")), unique_by=lambda each: each.name, max_size=5
)


@given(st.sampled_from(IdentityKind), IDENTITIES, IDENTITIES)
def test_nothing_is_matched_twice_and_what_is_unchanged_stays_itself(
    kind: IdentityKind, known: list[Identity], configured: list[Identity]
) -> None:
    matches = match_identities(kind, known, configured)
    assert len({match.known.name for match in matches}) == len({match.configured.name for match in matches}) == len(matches)
    same = {each.name for each in known} & {each.name for each in configured if each in known}
    assert same <= {match.known.name for match in matches if not match.is_renamed}


# --- runs ------------------------------------------------------------------------------------------------------------

TEXT = (
    "The council met on Monday and agreed on the next step of its work on the roads. It will meet again in the spring of next "
    "year, when the committee has read the plans."
)


def item(number: int) -> str:
    text = f"<content:encoded>Step {number}. {TEXT}</content:encoded>"
    return f"<item><title>Statement {number}</title><link>https://council.example/{number}</link>{text}</item>"


def feed(*numbers: int, guids: bool = False) -> Page:
    items = "".join(map(item, numbers))
    if guids:
        items = items.replace("<link>https://council.example/", "<guid>").replace("</link>", "</guid>")
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Council</title>'
    return Page(f"{head}{items}</channel></rss>".encode(), "application/rss+xml", tagged=True)


def run(folder: Path, site: Site, day: int, sources: str, digest: str = "d: {sources: [a]") -> str:
    """Run with this configuration; the edition of `day`, empty if there is none."""
    (folder / "digest.yaml").write_text(
        "store: digest.db\nfetch: {allow_private: [127.0.0.0/8], pause: 0, robots: false, recheck_days: 0}\n"
        f"sources: [{sources.replace('SITE', site.url().rstrip('/'))}]\n"
        f"digests: {{{digest}, at: '06:00', deliver: [{{file: '{{day}}.md'}}]}}}}\n",
        "utf-8",
    )
    now = NIGHT + timedelta(days=day)
    with build(load_settings(folder / "digest.yaml")) as built:
        run_once(replace(built, summariser=FirstSentence(), fallback=None).pipeline, lambda: now, tracker(quiet=True))
    path = folder / f"{now.date()}.md"
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.parametrize("guids", [False, True])
@pytest.mark.parametrize(
    ("sources", "digest"),
    [
        ("{name: b, feed: SITE/feed}", "d: {sources: [b]"),
        ("{name: a, feed: SITE/moved}", "d: {sources: [a]"),
        ("{name: b, id: a, feed: SITE/moved}", "d: {sources: [b]"),
        ("{name: a, feed: SITE/feed}", "e: {sources: [a]"),
        ("{name: b, feed: SITE/feed}, {name: a, feed: SITE/other}", "e: {sources: [a, b]"),
    ],
)
def test_another_name_or_address_loses_nothing_and_tells_nothing_twice(
    sources: str, digest: str, guids: bool, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.pages |= {"/feed": feed(1, guids=guids), "/other": feed()}
    assert "Step 1" in run(tmp_path, site, 0, "{name: a, feed: SITE/feed}")
    site.pages["/moved"] = site.pages["/feed"]
    assert "Step 1" not in run(tmp_path, site, 1, sources, digest)
    site.pages["/feed"] = site.pages["/moved"] = feed(1, 2, guids=guids)
    third = run(tmp_path, site, 2, sources, digest)
    assert ("Step 1" in third, "Step 2" in third) == (False, True)
    assert main(["--config", str(tmp_path / "digest.yaml"), "status"]) == 0
    assert "renamed  " in capsys.readouterr().out


def test_sources_may_exchange_their_names(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/one": feed(1, guids=True), "/two": feed(2, guids=True)}
    run(tmp_path, site, 0, "{name: a, feed: SITE/one}, {name: b, feed: SITE/two}", "d: {sources: [a, b]")
    site.pages |= {"/one": feed(1, 3, guids=True), "/two": feed(2, 4, guids=True)}
    edition = run(tmp_path, site, 1, "{name: b, feed: SITE/one}, {name: a, feed: SITE/two}", "d: {sources: [a, b]")
    assert [f"Step {number}." in edition for number in (1, 2, 3, 4)] == [False, False, True, True]


def test_the_validators_of_another_address_are_not_sent(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": feed(1), "/moved": feed(1)}
    run(tmp_path, site, 0, "{name: a, feed: SITE/feed}")
    run(tmp_path, site, 1, "{name: a, feed: SITE/moved}")
    assert "if-none-match" not in site.asked[-1].headers


def test_a_source_that_moves_to_another_site_tells_nothing_twice(site: Site, tmp_path: Path) -> None:
    with Site("127.0.0.2") as other:
        for each, numbers in ((site, (1,)), (other, (1, 2))):
            page = feed(*numbers)
            moved = page.content.replace(b"https://council.example", each.url().rstrip("/").encode())
            each.pages["/feed"] = replace(page, content=moved)
        assert "Step 1" in run(tmp_path, site, 0, "{name: a, feed: SITE/feed}")
        second = run(tmp_path, other, 1, "{name: a, feed: SITE/feed}")
        assert ("Step 1" in second, "Step 2" in second) == (False, True)


def test_two_sources_with_one_id_are_refused(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="two sources have the id '1'"):
        run(tmp_path, site, 0, "{name: a, id: '1', feed: SITE/a}, {name: b, id: '1', feed: SITE/b}")


def test_a_name_that_is_given_away_keeps_what_it_had(site: Site, tmp_path: Path) -> None:
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        for name in ("a", "b"):
            store.save_source_failure(name, Failure(name, "reading", "down", name), None, NIGHT)
        store.save_identities(SOURCE, [one("a", "x"), one("b", "y")], [], [], NIGHT)
    site.pages["/feed"] = feed(1)
    run(tmp_path, site, 0, "{name: b, id: a, feed: SITE/feed}", "d: {sources: [b]")
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        names = [each.name for each in store.identities(SOURCE)]
        assert names[0] == "b"
        assert names[1].startswith("b (until 2026-11-23")
