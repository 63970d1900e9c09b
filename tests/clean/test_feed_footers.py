"""What blog programs add below the text of a feed item is no text, in any language; what only looks like it stays."""

from __future__ import annotations

import pytest

from tests.clean.conftest import Clean

TEXT = (
    "The harbour board of Aldmouth opened the northern quay of the old town on Monday, after two years of works.",
    "Mayor Ada Quill thanked the people of the quarter for their patience during a long and noisy winter.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in TEXT)
LINK = '<a href="/quay">Northern quay opened</a>'


def below(clean: Clean, markup: str) -> str:
    """What stands below the text of a feed item that ends with `markup`."""
    text = clean(BODY + markup, "text/html", fragment=True, title="Northern quay opened").text
    return text.removeprefix("\n\n".join(TEXT)).strip()


@pytest.mark.parametrize(
    "markup",
    [
        f'<p>The post {LINK} appeared first on <a href="/">Port of Aldmouth</a>.</p>',
        f"<p>Der Beitrag {LINK} erschien zuerst auf Hafenamt.</p>",
        f"<p>L’article {LINK} est apparu en premier sur Port.</p>",
        f"<p>Het bericht {LINK} verscheen eerst op Haven.</p>",
        f"<p>Запис {LINK} спершу з’явиться на Порт.</p>",
        '<p><a href="/quay">Continue reading “Northern quay opened” →</a></p>',
        '<p>Filed under: <a href="/t">Ports</a></p><p>Tags: quay, harbour</p>',
        '<h3>Like this:</h3><p>Like Loading...</p><p><a href="/c">Leave a comment</a></p>',
        '<p><a href="/p">Print</a> | <a href="/m">E-mail</a> | <a href="/d">PDF</a></p>',
    ],
)
def test_what_a_program_adds_is_no_text(markup: str, clean: Clean) -> None:
    assert below(clean, markup) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan of the board first appeared in 2019, and the quay was to open in 2021.",
        "Continue reading the plan until the end of May, the mayor told the people of the quarter.",
        "Comments on the plan may be sent to the board until the end of May.",
        "The next story of the tower will be built in spring.",
    ],
)
def test_a_sentence_with_the_same_words_stays(sentence: str, clean: Clean) -> None:
    assert below(clean, f"<p>{sentence}</p>") == sentence
