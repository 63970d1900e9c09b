"""Short texts are compared in this process, long ones in a worker with limits; the result is the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.errors import InputError
from digest.records import Span, Statement, StoredText, WatchedPhrase
from digest.relate.comparison_worker import respond
from digest.relate.isolated_comparison import COMPARISON_LIMITS, MAX_CHEAP_CHARACTERS, IsolatingRelater
from digest.relate.series_changes import wording
from digest.relate.text_relater import TextRelater
from tests.compile.editions import a_statement

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def relater() -> Iterator[IsolatingRelater]:
    """A relater whose worker has the usual limits, and time to wait for the machine."""
    relater = IsolatingRelater(replace(COMPARISON_LIMITS, wall_seconds=120))
    yield relater
    relater.close()


@pytest.fixture(scope="module")
def hurried() -> Iterator[IsolatingRelater]:
    """A relater whose worker has a second of CPU time."""
    relater = IsolatingRelater(replace(COMPARISON_LIMITS, cpu_seconds=1, wall_seconds=120))
    yield relater
    relater.close()


def statement(key: str, sentences: list[str], days: int = 0) -> Statement:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    published = NOW + timedelta(days=days)
    text = " ".join(sentences)
    return a_statement(text, key=key, title="Rate decision", sentences=tuple(spans), published=published, language="en")


def long_sentences(number: int = 1_200) -> list[str]:
    words = random.Random(7)
    return [
        f"The Board of the Bank notes in point {place} that {' '.join(f'w{words.randrange(9_000)}' for _ in range(9))} holds."
        for place in range(number)
    ]


def noise(key: str, seed: int, blocks: int = 700) -> StoredText:
    """A text that takes long: runs that occur in both texts, and between them noise of two words."""
    chance = random.Random(seed)
    runs = (" ".join(f"run{block}w{place}" for place in range(20)) for block in range(blocks))
    parts = (f"{run} {' '.join(chance.choice('ab') for _ in range(280))}" for run in runs)
    return StoredText(seed, statement(key, [" ".join(parts)]), NOW)


def test_long_texts_are_related_as_in_this_process(relater: IsolatingRelater) -> None:
    sentences = long_sentences()
    corrected = [*sentences[:5], sentences[5].replace("notes", "notess"), *sentences[6:]]
    one, other = (StoredText(number, statement(str(number), each), NOW) for number, each in enumerate((sentences, corrected)))
    assert len(one.statement.text) + len(other.statement.text) > MAX_CHEAP_CHARACTERS
    found = relater.relations(one, [other, other])
    assert found == TextRelater().relations(one, [other, other])
    assert found[0] is not None


def test_the_words_of_long_texts_are_compared_as_in_this_process(relater: IsolatingRelater) -> None:
    sentences = long_sentences()
    later = statement("b", [*sentences[:-1], "The Board of the Bank notes nothing at all."], days=30)
    earlier, watched = [statement("a", sentences)], [WatchedPhrase("nothing at all"), WatchedPhrase("the bank", "Bank")]
    found = relater.wording(later, earlier, (), watched)
    assert found == wording(later, earlier, (), watched)
    assert found is not None


def test_short_texts_need_no_worker() -> None:
    relater = IsolatingRelater(replace(COMPARISON_LIMITS, wall_seconds=0.0))
    one, other = (StoredText(number, statement(str(number), long_sentences(9)), NOW) for number in (1, 2))
    (found,) = relater.relations(one, [other])
    assert found is not None
    assert relater.wording(one.statement, [other.statement]) is None
    relater.close()


def test_a_text_that_takes_too_long_is_told_so_and_the_next_is_compared(hurried: IsolatingRelater) -> None:
    with pytest.raises(InputError, match=r"https://www.state.gov/one/: comparing it took more than 1 s of CPU time"):
        hurried.relations(noise("a", 1), [noise(str(seed), seed) for seed in (2, 3, 4)])
    sentences = long_sentences()
    one, other = (StoredText(number, statement(str(number), sentences), NOW) for number in (1, 2))
    assert hurried.relations(one, [other])[0] is not None


def test_a_bug_in_the_worker_keeps_its_traceback() -> None:
    assert "KeyError: 'text'" in respond({"what": "relations"}, b"{}")["bug"]
