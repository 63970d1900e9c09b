"""For any words of a paragraph and any inline element around them, the words stay as they are, wherever the paragraph is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from digest.records import Profile, Statement
from tests.clean.conftest import Clean

SENTENCES = (
    "The new rules take effect on 1 March 2031, the council of the harbour said in a letter to the masters of all vessels.",
    "Masters must report the landing as Form 12-B within six hours, and may call the harbour guard at any hour of the day.",
    "The decision was taken by Mayor Ida Brandt and her two deputies after a hearing with the fleet and with the port.",
    "No quay of the old town will be closed before the summer, and the ferry keeps its place beside the northern pier.",
)
TAGS = """
    abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr output samp small span strong sub time tt u
    var x-term st1:place
""".split()
CLASSES = ("", "author", "byline", "caption", "share-this", "tags", "meta", "timestamp", "message", "social", "teaser", "sr")

Publish = Callable[[Clean, str], Statement]


def page(clean: Clean, body: str) -> Statement:
    """Clean a page of an unknown publisher with `body` as its article."""
    menu = '<nav><a href="/">Home</a> <a href="/news">News</a></nav>'
    return clean(
        f"<!doctype html><html><body>{menu}<main><h1>Rules</h1>{body}</main></body></html>", "text/html", title="Rules"
    )


def page_with_container(clean: Clean, body: str) -> Statement:
    source = f'<!doctype html><html><body><h1>Rules</h1><div class="story">{body}</div></body></html>'
    return clean(source, "text/html", Profile(body="div.story"), title="Rules")


def feed_body(clean: Clean, body: str) -> Statement:
    return clean(body, "text/html", fragment=True, title="Rules")


def markdown(clean: Clean, body: str) -> Statement:
    paragraphs = body.replace("<p>", "").replace("</p>", "\n\n")
    return clean(paragraphs, "text/markdown", title="Rules")


def around(words: list[str], start: int, length: int, opening: str, closing: str) -> str:
    """The sentence with `opening` and `closing` around `length` of its words."""
    end = min(start + length, len(words))
    return " ".join([*words[:start], opening + " ".join(words[start:end]) + closing, *words[end:]])


WAYS = [page, page_with_container, feed_body, markdown]
SPANS = st.tuples(st.sampled_from(range(len(SENTENCES))), st.integers(0, 18), st.integers(1, 30))
RUNS = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("publish", WAYS)
@RUNS
@given(where=SPANS, tag=st.sampled_from(TAGS), name=st.sampled_from(CLASSES))
def test_an_inline_element_around_any_words_changes_no_word(
    clean: Clean, publish: Publish, where: tuple[int, int, int], tag: str, name: str
) -> None:
    assume(publish is not markdown or ":" not in tag)  # which is no tag in Markdown
    number, start, length = where
    written = around(SENTENCES[number].split(), start, length, f'<{tag} class="{name}">', f"</{tag}>")
    body = "".join(f"<p>{written if n == number else sentence}</p>" for n, sentence in enumerate(SENTENCES))
    assert publish(clean, body).text == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("publish", WAYS)
@RUNS
@given(where=SPANS)
def test_an_inline_quotation_around_any_words_adds_its_marks_only(
    clean: Clean, publish: Publish, where: tuple[int, int, int]
) -> None:
    number, start, length = where
    written = around(SENTENCES[number].split(), start, length, "<q>", "</q>")
    body = "".join(f"<p>{written if n == number else sentence}</p>" for n, sentence in enumerate(SENTENCES))
    text = publish(clean, body).text
    assert text.count("“") == text.count("”") == 1
    assert re.sub("[“”]", "", text) == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("publish", WAYS)
@RUNS
@given(where=SPANS, element=st.sampled_from(["s", "del", "strike", 'span style="text-decoration:line-through"']))
def test_struck_words_are_never_in_the_text_and_always_recorded(
    clean: Clean, publish: Publish, where: tuple[int, int, int], element: str
) -> None:
    number, start, length = where
    marked = [f"{word.strip('.,')}~{n}" for n, word in enumerate(SENTENCES[number].split())]
    length = min(length, 12)
    written = around(marked, start, length, f"<{element}>", f"</{element.split()[0]}>")
    body = "".join(f"<p>{written if n == number else sentence}</p>" for n, sentence in enumerate(SENTENCES))
    statement = publish(clean, body)
    struck = marked[start : start + length]
    assert not any(word in statement.text.split() for word in struck)
    assert ("struck-out", " ".join(struck)) in [(removal.rule, removal.text) for removal in statement.removed]
    assert [word for word in statement.text.split() if "~" in word] == [word for word in marked if word not in struck]
