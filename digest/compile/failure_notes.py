"""Says in the language of the edition why a source or a document could not be read. Pure.

Reasons are stored in English, for operators. An English edition shows them as they are; another one says the most frequent
kinds in its own words, and of any other only that the reading failed: `digest status` has the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from digest.locale.catalogue import DEFAULT_LANGUAGE, Catalogue
from digest.records import Failure
from digest.text.visible import visible_text


def reader_reason(reason: str, words: Catalogue) -> str:
    """Return why something failed."""
    line = visible_text(reason)
    if words.language == DEFAULT_LANGUAGE:
        return line or words.gettext("no reason known")
    for pattern, said in _REASONS:
        if found := pattern.search(line):
            return said(found, words)
    return words.gettext("it could not be read")


def failure_text(failure: Failure, words: Catalogue) -> str:
    """Return a failure in one line; what was being done is told in English only."""
    if words.language == DEFAULT_LANGUAGE:
        return visible_text(str(failure))
    return f"{visible_text(failure.subject)}: {reader_reason(failure.reason, words)}"


def _status(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("the server answered {status}", status=found["status"])


_REASONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Catalogue], str]], ...] = (
    (re.compile(r"\b(?:status|answered) (?P<status>[1-5]\d\d)\b"), _status),
    (
        re.compile(r"no complete response in time|timed? ?out", re.IGNORECASE),
        lambda _, words: words.gettext("no answer in time"),
    ),
    (re.compile(r"the host has no address"), lambda _, words: words.gettext("the address does not exist")),
    (re.compile(r"robots\.txt"), lambda _, words: words.gettext("the site does not allow its pages to be read")),
    (re.compile(r"\bscan|without text|no text\b"), lambda _, words: words.gettext("the document holds no text")),
    (re.compile(r"larger than|longer than"), lambda _, words: words.gettext("the document is too large")),
    (re.compile(r"which cannot be read"), lambda _, words: words.gettext("documents of this kind cannot be read")),
)
