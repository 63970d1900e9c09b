"""A mail is short: its front, the best entries within a number of words, and a line with a link for every statement."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from lxml import html

from digest.compile.email import EmailRenderer
from digest.compile.html import HtmlRenderer
from digest.records import Edition, Entry, FetchStatus, Layout, SourceReport, StatementType
from tests.compile.editions import FILE, READER, a_statement, an_edition, an_entry, verbatim
from tests.compile.test_email import SENDER

SUBJECTS = "trade fisheries energy railways water prisons forests harbours schools museums bridges grain".split()


def entry(number: int, sentences: int = 3) -> Entry:
    what = f"{SUBJECTS[number % len(SUBJECTS)]} {number}"
    said = [
        f"The ministers agreed on point {n} of the plan for {what}, and on what is to be done about it before the year ends."
        for n in range(sentences)
    ]
    kind = StatementType.GREETING if number % 9 == 8 else StatementType.READOUT
    link = f"https://www.state.gov/{number}/"
    statement = a_statement(" ".join(said), title=f"Meeting of the ministers on {what}", link=link, type=kind, language="en")
    return an_entry(statement, *(verbatim(statement, one) for one in said))


def edition(number: int, words: int = 1_200, **fields: object) -> Edition:
    return an_edition(*(entry(n) for n in range(number)), layout=Layout(words=words), **fields)


def parts(made: Edition) -> tuple[str, html.HtmlElement]:
    message = message_from_bytes(EmailRenderer(SENDER).render(made, READER), policy=policy.default)
    plain, page = (part.get_content() for part in message.iter_parts())  # type: ignore[union-attr]
    document = html.document_fromstring(page)
    for element in document.xpath("//style | //head"):
        element.drop_tree()
    return plain, document


@pytest.mark.parametrize("number", [20, 60])
def test_a_mail_of_many_statements_has_at_most_1300_words_in_either_part(number: int) -> None:
    plain, document = parts(edition(number))
    assert 900 < len(document.text_content().split()) <= 1_300
    assert len([word for word in plain.split() if "://" not in word and any(map(str.isalpha, word))]) <= 1_300


def test_every_statement_has_a_line_and_its_link_in_either_part() -> None:
    plain, document = parts(edition(60))
    links = set(document.xpath("//a/@href"))
    for number in range(60):
        assert f"https://www.state.gov/{number}/" in links
        assert f"https://www.state.gov/{number}/" in plain.split()
    assert len(document.xpath("//ul[@class='list']/li | //p[@class='one'] | //p[@class='also']/a")) == 60


def test_every_jump_of_a_mail_has_its_place_and_every_point_its_link() -> None:
    _, document = parts(edition(60))
    jumps = [href[1:] for href in document.xpath("//a/@href") if href.startswith("#")]
    assert jumps
    assert set(jumps) <= set(document.xpath("//@id"))
    points = document.xpath("//ul[starts-with(@class, 'points')]/li")
    assert points
    assert all(point.xpath(".//a[@class='o']") for point in points)


def test_a_mail_says_what_it_left_to_the_list_and_how_long_it_takes_to_read() -> None:
    plain, document = parts(edition(60))
    said = " ".join(document.text_content().split())
    shown = len(document.xpath("//h3"))
    assert f"{60 - shown} more statements are in the list above only" in said
    assert "minutes to read" in said
    assert f"{60 - shown} more statements are in the list above only" in " ".join(plain.split())


def test_the_number_of_words_is_that_of_the_digest_and_0_sets_no_limit() -> None:
    short, long, whole = (len(parts(edition(30, words))[1].xpath("//h3")) for words in (700, 1_500, 0))
    assert short < long < whole == 30


def test_the_page_has_everything_whatever_a_mail_may_hold() -> None:
    made = edition(60)
    document = html.document_fromstring(HtmlRenderer().render(made, FILE))
    assert len(document.xpath("//article")) == 60
    assert len(document.xpath("//details//article")) == 6
    assert len(document.xpath("//article//ul[@class='points']/li")) == 180


def test_the_sources_of_a_large_digest_do_not_fill_the_mail_but_failures_stay() -> None:
    reports = [SourceReport(f"s{n}", f"Source number {n}", FetchStatus.UNCHANGED) for n in range(97)]
    failed = [SourceReport(f"f{n}", f"Failing {n}", FetchStatus.FAILED, reason="status 503") for n in range(9)]
    _, document = parts(edition(30, sources=[*reports, *failed]))
    said = " ".join(document.text_content().split())
    assert "and 94 more" in said
    assert all(f"Failing {n}" in said for n in range(9))


def test_the_disclaimer_stands_at_the_foot() -> None:
    plain, document = parts(edition(30))
    for said, heading in ((plain, "ABOUT THIS EDITION"), (document.text_content(), "About this edition")):
        line = " ".join(said.split())
        assert line.index(heading) < line.index("selected by the model")
