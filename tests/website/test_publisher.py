"""The site shows what editions have told, an update writes what has changed, and one that was killed is completed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from lxml import etree, html

from digest.compile.site_links import edition_path, statement_path
from digest.errors import OutputError
from digest.records import KeyPoint, RelationKind, Removal, Statement, StatementType
from digest.website import publisher
from digest.website.site_files import SiteFiles
from tests.postgres_server import PostgresServer
from tests.website.history import FIRST_DAY, History, a_statement, a_text, files_of

HOSTILE = (Path(__file__).parents[1] / "data" / "compile" / "hostile.lines").read_text("utf-8").splitlines()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path)
    yield made
    made.store.close()


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / statement_path(f"https://state.example/{name}")).read_bytes())


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def tell_three_days(history: History, after_each_day: Callable[[], object] = lambda: None) -> None:
    """Three days with all that can happen to a statement."""
    history.tell(a_statement("a"), a_statement("b", "It rains in Rome. It will rain."), a_statement("c", source="mfa"))
    after_each_day()
    changed = a_statement("a", "The ministers met in Berlin. They agreed on a truce.")
    history.read(changed, a_statement("d", "France and Germany met again. They agree.", type=StatementType.READOUT))
    history.relate("d", "b", RelationKind.FOLLOW_UP)
    history.tell()
    after_each_day()
    history.withdraw("b")
    history.tell(a_statement("e", "The Council decided. It ended."))
    after_each_day()


def test_a_statement_has_a_page_once_an_edition_has_told_it(history: History, tmp_path: Path) -> None:
    history.tell(a_statement("told"))
    history.read(a_statement("untold", "Nobody knows yet. It waits."))
    report = history.publish(tmp_path / "site")
    assert (report.statements, report.editions) == (1, 1)
    assert (tmp_path / "site" / statement_path("https://state.example/told")).exists()
    assert not (tmp_path / "site" / statement_path("https://state.example/untold")).exists()


def test_the_page_of_a_statement_shows_its_points_its_text_and_what_was_removed(history: History, tmp_path: Path) -> None:
    history.tell(a_statement("a", a_text("The ministers met in Paris. It was cold.", "They agreed on a truce.")))
    history.publish(tmp_path / "site")
    shown = page(tmp_path / "site", "a")
    assert [said(item).partition(" in the text")[0] for item in shown.xpath("//section[contains(@class, 'points')]//li")] == [
        "The ministers met in Paris.",
        "They agreed on a truce.",
    ]
    assert shown.xpath("//mark/text()") == ["The ministers met in Paris.", "They agreed on a truce."]
    assert shown.xpath("//mark/@id") == ["evidence-1", "evidence-2"]
    assert "It was cold." in said(shown.xpath("//section[@class='text']")[0])
    assert "For more information, call us. contact" in said(shown)
    assert shown.xpath("//a[@class='button']/@href") == ["https://state.example/a"]


@pytest.mark.parametrize("link", ["https://state.example/a", ""], ids=["with a link", "from a file"])
def test_words_that_a_point_lost_are_marked_on_the_page_of_the_edition_and_of_the_statement(
    history: History, tmp_path: Path, link: str
) -> None:
    text = "And so, as I said, the harbour closes on Monday. It ended."
    statement = a_statement("a", text, link=link)
    history.points[statement.key] = (KeyPoint("The harbour closes on Monday.", (statement.sentences[0],), verbatim=False),)
    history.tell(statement)
    history.publish(tmp_path / "site")
    edition = tmp_path / "site" / edition_path("morning", history.first_slot)
    for shown in (page(tmp_path / "site", "a"), html.fromstring(edition.read_bytes())):
        assert said(shown).count("(verbatim but for words left out)") == 1


def test_revisions_show_what_changed_and_a_page_that_is_gone_is_marked(history: History, tmp_path: Path) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "site")
    changed = page(tmp_path / "site", "a").xpath("//section[@class='revisions']")[0]
    assert [said(each) for each in changed.xpath(".//del")] == ["Paris"]
    assert [said(each) for each in changed.xpath(".//ins")] == ["Berlin"]
    gone = page(tmp_path / "site", "b")
    assert "Withdrawn" in said(gone.xpath("//p[@class='alert']")[0])
    assert "Statement on d" in said(gone.xpath("//ul[@class='related']")[0])
    assert not page(tmp_path / "site", "e").xpath("//p[@class='alert'] | //section[@class='revisions']")
    assert "Withdrawn" in said(
        html.fromstring((tmp_path / "site/issuers/index.html").with_name("index.html").read_bytes())
    ) or ("Withdrawn" in files_of(tmp_path / "site")["types/statement/index.html"].decode())


def test_a_withdrawn_statement_is_marked_wherever_its_title_stands(history: History, tmp_path: Path) -> None:
    history.tell(*(a_statement(name, f"The {name} was opened in Oslo. It rained.") for name in ("a", "b", "c", "d")))
    history.relate("a", "b", RelationKind.EVENT)
    history.publish(tmp_path / "site")
    history.withdraw("b")
    history.tell(a_statement("e", "Nothing else. It ended."))
    history.publish(tmp_path / "site")
    places = list(_places_of("Statement on b", tmp_path / "site"))
    assert {path for path, _ in places} > {"editions/morning/2026-11-23.html", "types/statement/index.html", "index.html"}
    assert any(path.startswith("statements/") for path, _ in places)
    assert [path for path, place in places if "Withdrawn" not in said(place)] == []
    assert "Withdrawn" not in said(page(tmp_path / "site", "c"))
    assert "Withdrawn: Statement on b" in files_of(tmp_path / "site")["feeds/editions.json"].decode()


def _places_of(title: str, folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Where the pages of a site have `title`: the path of the page, and the list item or article around it."""
    for path, content in files_of(folder).items():
        if path.endswith(".html"):
            for link in html.fromstring(content).xpath("//main//a[normalize-space() = $title]", title=title):
                yield path, link.xpath("(ancestor::li | ancestor::article)[last()]")[0]


def test_updates_day_by_day_make_the_same_site_as_one_at_the_end(history: History, tmp_path: Path) -> None:
    tell_three_days(history, lambda: history.publish(tmp_path / "daily"))
    history.publish(tmp_path / "once")
    assert files_of(tmp_path / "daily") == files_of(tmp_path / "once")


def test_an_update_with_nothing_new_writes_nothing(history: History, tmp_path: Path) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "site")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.*")}
    report = history.publish(tmp_path / "site")
    assert (report.statements, report.editions, report.removed) == (0, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.*")} == before


@pytest.mark.parametrize("writes", [0, 6, 13, 22])
def test_an_update_that_ended_in_the_middle_is_completed_by_the_next(
    history: History, tmp_path: Path, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "undisturbed")
    with monkeypatch.context() as patched:
        patched.setattr(publisher, "BATCH", 2)
        patched.setattr(publisher, "SiteFiles", lambda folder: _Ending(folder, writes))
        with pytest.raises(OutputError, match="No space left"):
            history.publish(tmp_path / "site")
    history.publish(tmp_path / "site")
    assert files_of(tmp_path / "site") == files_of(tmp_path / "undisturbed")


class _Ending(SiteFiles):
    """Files of which so many can be written."""

    def __init__(self, folder: Path, writes: int) -> None:
        super().__init__(folder)
        self.left = writes

    def write(self, path: str, content: bytes) -> None:
        self.left -= 1
        if self.left < 0:
            raise OutputError(f"{path}: No space left on device")
        super().write(path, content)


def test_a_site_whose_folder_was_emptied_is_written_anew(history: History, tmp_path: Path) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "site")
    whole = files_of(tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.*"):
        path.unlink()
    history.publish(tmp_path / "site")
    assert files_of(tmp_path / "site") == whole


def test_a_link_in_the_folder_of_the_site_is_replaced_and_not_followed(history: History, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("not ours")
    (tmp_path / "site").mkdir()
    for name in ("index.html", ".index.html.part"):
        (tmp_path / "site" / name).symlink_to(other)
    history.tell(a_statement("a"))
    history.publish(tmp_path / "site")
    assert other.read_text() == "not ours"
    assert not (tmp_path / "site" / "index.html").is_symlink()
    assert not (tmp_path / "site" / ".index.html.part").exists()


def test_a_new_title_is_on_every_page(history: History, tmp_path: Path) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "site")
    history.publish(tmp_path / "site", title="Another name")
    pages = {path: content for path, content in files_of(tmp_path / "site").items() if path.endswith(".html")}
    assert [path for path, content in pages.items() if b"Another name" not in content] == []


def test_an_edition_that_got_another_date_is_at_the_new_one_only(history: History, tmp_path: Path) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "site")
    first = FIRST_DAY.date()
    history.store.give_date("morning", first, first.replace(day=20), history.day)
    history.publish(tmp_path / "site")
    history.publish(tmp_path / "anew")
    assert edition_path("morning", first) not in files_of(tmp_path / "site")
    assert files_of(tmp_path / "site") == files_of(tmp_path / "anew")


def test_every_link_within_the_site_leads_to_a_file_and_every_anchor_to_a_place(history: History, tmp_path: Path) -> None:
    tell_three_days(history)
    history.publish(tmp_path / "site")
    shown = files_of(tmp_path / "site")
    places = {path: set(html.fromstring(content).xpath("//@id")) for path, content in shown.items() if path.endswith(".html")}
    for path in places:
        for link in html.fromstring(shown[path]).xpath("//a/@href | //link[@rel!='canonical']/@href | //form/@action"):
            target = urlsplit(urljoin(f"https://here.example/{path}", link))
            if target.netloc == "here.example":
                assert target.path[1:] in shown, f"{path}: {link}"
                assert not target.fragment or target.fragment in places[target.path[1:]], f"{path}: {link}"


def test_the_feeds_and_the_sitemap_name_every_edition_and_statement(history: History, tmp_path: Path) -> None:
    four = [
        a_statement(name, f"The Council imposed sanctions on {name}. It ended.") for name in ("Mali", "Chad", "Oman", "Peru")
    ]
    history.tell(*four)
    tell_three_days(history)
    history.publish(tmp_path / "site")
    shown = files_of(tmp_path / "site")
    atom = feedparser.parse(shown["feeds/editions.atom"])
    assert not atom.bozo
    assert [entry.link for entry in atom.entries] == [
        f"https://archive.example/editions/morning/2026-11-{day}.html" for day in (26, 25, 24, 23)
    ]
    leads = json.loads(shown["feeds/leads.json"])["items"]
    assert leads
    assert all(item["url"].removeprefix("https://archive.example/") in shown for item in leads)
    assert [entry.link for entry in feedparser.parse(shown["feeds/leads.atom"]).entries] == [item["url"] for item in leads]
    pages = etree.fromstring(shown["sitemaps/2026.xml"]).xpath("//*[local-name() = 'loc']/text()")
    expected = [path for path in shown if path.startswith(("statements/", "editions/morning/2026-11-"))]
    assert sorted(pages) == sorted(f"https://archive.example/{path}" for path in expected)
    assert b"https://archive.example/sitemaps/2026.xml" in shown["sitemap.xml"]


def test_without_an_address_there_are_no_feeds(history: History, tmp_path: Path) -> None:
    history.tell(a_statement("a"))
    history.publish(tmp_path / "site", url="")
    assert not [path for path in files_of(tmp_path / "site") if path.startswith(("feeds", "sitemap"))]


def test_a_long_list_has_a_page_for_each_month(history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.website.list_writer.MAX_LISTED", 3)
    monkeypatch.setattr("digest.website.pages.MAX_LISTED", 3)
    for month in (9, 10, 11):
        history.day = FIRST_DAY.replace(month=month)
        for number in range(2):
            history.tell(a_statement(f"{month}-{number}", f"Number {number} of {month} was decided. It ended."))
        history.publish(tmp_path / "site")
    history.publish(tmp_path / "anew")
    shown = files_of(tmp_path / "site")
    assert [f"types/statement/2026-{month}.html" in shown for month in ("09", "10", "11")] == [True] * 3
    middle = html.fromstring(shown["types/statement/2026-10.html"])
    assert middle.xpath("//nav[@class='around']/a/@href") == ["2026-09.html", "index.html", "2026-11.html"]
    assert len(html.fromstring(shown["types/statement/index.html"]).xpath("//li[@class='card']")) == 3
    assert shown == files_of(tmp_path / "anew")


@pytest.mark.parametrize("writes", range(2, 16, 2))
def test_a_new_month_that_was_written_in_part_is_completed(
    history: History, tmp_path: Path, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.website.list_writer.MAX_LISTED", 1)
    monkeypatch.setattr("digest.website.pages.MAX_LISTED", 1)
    for month in (9, 10, 11):
        history.day = FIRST_DAY.replace(month=month)
        history.tell(a_statement(str(month), f"Number {month} was decided. It ended in {month}."))
        with monkeypatch.context() as patched, contextlib.suppress(OutputError):
            patched.setattr(publisher, "SiteFiles", lambda folder: _Ending(folder, writes))
            history.publish(tmp_path / "site")
        history.publish(tmp_path / "site")
    history.publish(tmp_path / "anew")
    assert files_of(tmp_path / "site") == files_of(tmp_path / "anew")


def test_a_store_in_postgresql_gives_the_same_site_and_forgets_as_well(
    history: History, tmp_path: Path, postgres: PostgresServer
) -> None:
    other = History(tmp_path, place=postgres.new_place())
    for each, name in ((history, "one"), (other, "other")):
        tell_three_days(each)
        each.publish(tmp_path / name)
        each.store.forget_statement("https://state.example/b", {}, each.day)
        each.publish(tmp_path / name)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")
    assert statement_path("https://state.example/b") not in files_of(tmp_path / "one")
    other.store.close()


def test_two_digests_share_a_site(tmp_path: Path) -> None:
    history = History(tmp_path, ("morning", "noon"))
    tell_three_days(history, lambda: history.publish(tmp_path / "site"))
    shown = files_of(tmp_path / "site")
    assert {path.split("/")[1] for path in shown if path.startswith("editions/")} == {"morning", "noon"}
    told_in = page(tmp_path / "site", "e").xpath("//aside//a[contains(@href, 'editions/')]/text()")
    assert told_in == ["Morning digest, 25 November 2026", "Noon digest, 25 November 2026"]
    history.store.close()


ELEMENTS = frozenset(
    "html head meta title link body a header div nav main section aside article footer form label input button h1 h2 h3 p bdi "
    "b strong span time ul ol li dl dt dd code br mark ins del blockquote details summary".split()
)
"""What the templates are made of: nothing runs, nothing is embedded, and all that is loaded is the style."""


def test_nothing_of_a_strangers_text_becomes_markup(history: History, tmp_path: Path) -> None:
    history.tell(*(_hostile(number, text) for number, text in enumerate(HOSTILE)))
    history.publish(tmp_path / "site")
    for path, content in files_of(tmp_path / "site").items():
        if path.endswith(".html"):
            _assert_inert(path, html.fromstring(content))
        elif path.endswith((".atom", ".xml")):
            etree.fromstring(content)
    for number in range(len(HOSTILE)):
        title = page(tmp_path / "site", str(number)).xpath("//h1")[0]
        assert not list(title)
        assert title.text


def _hostile(number: int, text: str) -> Statement:
    made = a_statement(str(number), f"{text} was said in {number}. It ended here.")
    removed = (Removal(text, text),)
    return replace(made, title=text, issuer=text, speaker=text, language=text, removed=removed)


def _assert_inert(path: str, document: html.HtmlElement) -> None:
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= ELEMENTS, path
    attributes = [name for element in elements for name in element.attrib]
    assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "background")], path
    assert all(re.match(r"https://|[#\w]|(\.\./)+\w|mailto:", link) and "script:" not in link for link in _links(document))
    assert document.xpath("//link[@rel='stylesheet']/@href")[0].endswith("assets/site.css")
    assert not [node for node in document.iter() if not isinstance(node.tag, str)], "a comment or instruction"


def _links(document: html.HtmlElement) -> list[str]:
    return [str(link) for link in document.xpath("//@href | //@action")]
