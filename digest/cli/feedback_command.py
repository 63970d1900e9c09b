"""The command `feedback`: answers of readers in, statements with labels out, one JSON object per line."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from digest.cli.command_context import open_store, print_line, read_settings
from digest.cli.feedback_answers import FeedbackAnswer, read_answers
from digest.cli.json_line import as_json
from digest.errors import DONE, NotFoundError, OutputError
from digest.records import PublishedStatement, Span, Statement
from digest.text.comparison import spelling_form

_MIN_WORDS = 4
"""Words of a sentence from which on its words in an answer are no chance."""


def feedback(options: argparse.Namespace) -> int:
    """Print a label for each statement that readers answered about; with `--documents`, write their texts, too."""
    settings = read_settings(options)
    by_key: dict[str, list[FeedbackAnswer]] = defaultdict(list)
    for path in options.files:
        for answer in read_answers(path):
            by_key[answer.key].append(answer)
    with open_store(settings) as store:
        if not store.exists:
            raise NotFoundError(f"feedback: {store.name}: there is no database yet")
        found: list[PublishedStatement] = []
        for key in by_key:
            found += store.published_statements([key], tuple(settings.digests))
    for each in found:
        print_line(as_json(label_of(each, by_key[each.key])))
    if options.documents:
        _write_documents(options.documents, found)
    unknown = len(by_key) - len(found)
    if unknown:
        raise NotFoundError(f"feedback: {unknown} of {len(by_key)} answers name a statement that no edition here has told")
    return DONE


def label_of(published: PublishedStatement, answers: Sequence[FeedbackAnswer]) -> dict[str, Any]:
    """The label of a statement, in the format of the labels of `tests/quality`.

    `must` are the sentences that readers named, `rejected` those on which the key points stood that they did not accept.
    """
    latest = published.latest
    statement = latest.statement
    said = [f" {spelling_form(' '.join(answer.text.split()))} " for answer in answers]
    named = [number for number, span in enumerate(statement.sentences) if _is_named(span.of(statement.text), said)]
    told = {span for point in latest.summary.points for span in point.evidence}
    numbers = [number for number, span in enumerate(statement.sentences) if any(_overlap(span, each) for each in told)]
    return {
        "id": published.key,
        "source": statement.source,
        "title": statement.title,
        "date": statement.published.isoformat() if statement.published else None,
        "url": statement.link,
        "lines": _lines(statement),
        "type": str(statement.type),
        "speaker": statement.speaker,
        "boilerplate_lines": [],
        "must": named,
        "useful": [],
        "orphans": [],
        "points": [{"text": statement.sentences[number].of(statement.text), "sentences": [number]} for number in named],
        "rejected": [number for number in numbers if number not in named],
        "answers": len(answers),
    }


def _lines(statement: Statement) -> list[dict[str, Any]]:
    """The paragraphs of a statement, each with its sentences, which are numbered through the text."""
    return [
        {
            "text": statement.text[part.start : part.end],
            "sentences": [
                {"id": number, "text": span.of(statement.text)}
                for number, span in enumerate(statement.sentences)
                if part.start <= span.start < part.end
            ],
        }
        for part in statement.paragraphs
    ]


def _is_named(sentence: str, said: Sequence[str]) -> bool:
    words = spelling_form(" ".join(sentence.split()))
    return len(words.split()) >= _MIN_WORDS and any(words in text for text in said)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _write_documents(path: Path, found: Sequence[PublishedStatement]) -> None:
    lines = [json.dumps({"id": each.key, "content": each.latest.statement.text}, ensure_ascii=False) for each in found]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error
