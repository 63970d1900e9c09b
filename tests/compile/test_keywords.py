"""A reader with keywords sees why a statement was chosen: the word is marked, and what has it comes first."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from digest.compile.email import EmailRenderer, Sender
from digest.compile.filter import filter_edition
from digest.compile.html import HtmlRenderer
from digest.compile.keywords import keyword_places
from digest.compile.markdown import MarkdownRenderer
from digest.compile.notification import NotificationRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.view import build_view
from digest.records import Edition, Entry, SubscriptionFilter
from tests.compile.editions import FILE, READER, a_statement, an_edition, an_entry, span, verbatim, written

SENTENCES = ("The ministers met in Lund.", "They spoke about ships.", "The price of grain rose.", "They meet again in May.")


def chosen(*entries: Entry, keywords: tuple[str, ...] = ("grain",), exclude: tuple[str, ...] = ()) -> Edition:
    return filter_edition(an_edition(*entries), SubscriptionFilter(keywords=keywords, exclude=exclude))


def an_entry_of(*points: str, title: str = "Talks", sentences: tuple[str, ...] = SENTENCES) -> Entry:
    """An entry of the sentences, with some of them as key points."""
    statement = a_statement(" ".join(sentences), title=title)
    statement = a_statement(statement.text, title=title, sentences=tuple(span(statement, each) for each in sentences))
    return an_entry(statement, *(verbatim(statement, point) for point in points))


def titles(edition: Edition) -> list[str]:
    return [entry.statement.title for entry in edition.entries]


def test_statements_with_a_keyword_in_the_title_come_first_and_then_those_with_one_in_the_lead() -> None:
    late = an_entry_of(title="A late one")
    lead = an_entry_of(title="B lead", sentences=("Grain is dear.", *SENTENCES[:2]))
    title = an_entry_of(title="C on grain", sentences=SENTENCES[:2])
    assert titles(chosen(late, lead, title)) == ["C on grain", "B lead", "A late one"]


def test_the_order_of_the_sources_stays() -> None:
    first = an_entry(a_statement("It is said late that all of it. And more. Then grain.", title="First", source="a"))
    second = an_entry(a_statement("On grain.", title="On grain", source="b"))
    assert titles(chosen(first, second)) == ["First", "On grain"]


@pytest.mark.parametrize("word", ["ships", "SHIPS", "ship*", "Lund"])
def test_a_statement_with_an_excluded_word_never_comes(word: str) -> None:
    assert chosen(an_entry_of(), exclude=(word,)).entries == ()
    assert chosen(an_entry_of(), keywords=(), exclude=(word,)).entries == ()
    assert chosen(an_entry_of(), exclude=("shipping", "Lun")).filtered_out == 0


def test_key_points_with_a_keyword_come_first_and_the_others_keep_their_order() -> None:
    (entry,) = chosen(an_entry_of(SENTENCES[0], SENTENCES[1], SENTENCES[2])).entries
    assert [point.text for point in entry.summary.points] == [SENTENCES[2], SENTENCES[0], SENTENCES[1]]


def test_a_sentence_with_a_keyword_is_shown_if_no_key_point_has_one() -> None:
    (shown,) = build_view(chosen(an_entry_of(SENTENCES[0]))).entries
    assert shown.matched is not None
    assert shown.matched.text == SENTENCES[2]
    (with_point,) = build_view(chosen(an_entry_of(SENTENCES[0], SENTENCES[2]))).entries
    assert with_point.matched is None
    (in_title,) = build_view(chosen(an_entry_of(title="On grain", sentences=SENTENCES[:2]))).entries
    assert in_title.matched is None


def test_the_evidence_of_a_point_in_other_words_counts() -> None:
    entry = an_entry_of()
    statement = entry.statement
    point = written(statement, "Bread gets dear.", SENTENCES[2])
    (shown,) = build_view(chosen(an_entry(statement, point))).entries
    assert shown.matched is None
    assert [mark.of(quote.text) for quote in shown.points[0].quotes for mark in quote.marks] == ["grain"]


def test_nothing_is_marked_for_a_reader_without_keywords() -> None:
    view = build_view(filter_edition(an_edition(an_entry_of(*SENTENCES)), SubscriptionFilter(sources=("state.gov",))))
    assert not any(point.marks for entry in view.entries for point in entry.points)
    assert all(entry.matched is None for entry in view.entries)


MARKED = {
    "html": "<mark>grain</mark>",
    "mail": '<b class="hit">grain</b>',
    "plain": "*grain*",
    "markdown": "**grain**",
    "text": "*grain*",
}


def rendered(edition: Edition) -> dict[str, str]:
    sender = Sender("digest@example.org", "Digest", "example.org", b"secret")
    message = message_from_bytes(EmailRenderer(sender).render(edition, READER), policy=default)
    plain, html = (part.get_content() for part in message.iter_parts())
    renderers = {"html": HtmlRenderer(), "markdown": MarkdownRenderer(), "text": TextRenderer()}
    return {"plain": plain, "mail": html} | {name: each.render(edition, FILE).decode() for name, each in renderers.items()}


@pytest.mark.parametrize("points", [(SENTENCES[0],), (SENTENCES[0], SENTENCES[2])])
def test_every_format_marks_the_word(points: tuple[str, ...]) -> None:
    files = rendered(chosen(an_entry_of(*points)))
    for name, mark in MARKED.items():
        assert f"The price of {mark} rose." in " ".join(files[name].split()), name
        assert ("What you asked for:" in files[name]) == (len(points) == 1), name


def test_a_notification_shows_what_was_asked_for() -> None:
    edition = chosen(an_entry_of(SENTENCES[0]))
    assert SENTENCES[2] in NotificationRenderer().render(edition, FILE).decode()


def test_marks_let_no_markup_through() -> None:
    text = "The <b>grain</b> & [grain](https://x.example) `grain` *grain* rose."
    files = rendered(chosen(an_entry_of(text, sentences=(text,))))
    for name in ("html", "mail"):
        assert "<b>grain" not in files[name]
        assert "&lt;b&gt;" in files[name]
    assert (
        r"The \<b\>**grain**\</b\> & \[**grain**\](https\://x.example) \`**grain**\` \***grain**\* rose." in files["markdown"]
    )


@pytest.mark.parametrize(
    ("keyword", "text", "found"),
    [
        ("climat*", "On climatic change and climate.", ["climatic", "climate"]),
        ("sea ice", "The sea\u00a0ice and sea ice.", ["sea\u00a0ice", "sea ice"]),
        ("C++", "C++ and C.", ["C++"]),
        ("*", "anything", ["anything"]),
        ("ice", "Ice, icy and notice.", ["Ice"]),
    ],
)
def test_marks_are_whole_words(keyword: str, text: str, found: list[str]) -> None:
    assert [place.of(text) for place in keyword_places((keyword,), text)] == found
