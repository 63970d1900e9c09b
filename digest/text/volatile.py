"""Finds the lines of a text that change by themselves: counters, "3 hours ago", lists of other pages. Pure.

A page shows them anew at every reading, and nobody has written or corrected anything. So two revisions of a statement are
compared without them; readers are shown them all the same. Only whole lines count. A sentence never does, and a line with a
number, a date or a name counts only if all its other words are in a word list of `text/lang`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from digest.text.lang import LANGUAGES
from digest.text.unicode import word_count

MAX_WORDS = 12
"""Words of a line that changes by itself. The longest known one has ten: "This article has been viewed 1,204 times so far"."""

_MIN_SENTENCE_WORDS = 6
"""Words from which a line that ends with a full stop is a sentence, which ends a list of other pages."""

_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"\d[\d.,:'’\u00a0\u202f]*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*\s*$")
_PART = re.compile(r"\s+[|·•–—-]\s+|\s*\|\s*")
_NUMBER_SUFFIXES = frozenset({"k", "m"})
# Times in languages without a word list: "3小时前", "3 時間前", "منذ 3 ساعات".
_OTHER_TIMES_AGO = (r"\d+\s*(?:秒|分钟?|分間?|小时|時間|天|日|周|週間?|个月|か月|ヶ月|年)前", r"منذ \w+ \w+", r"刚刚|たった今")
_OTHER_COUNTERS = re.compile(
    r"(?:阅读|浏览|点击|访问|评论|閲覧|コメント)[^\d\n]{0,4}\d[\d,.]*\s*[次人条件回]?"
    r"|\d[\d,.]*\s*次?(?:阅读|浏览|点击|访问|閲覧)"
)
_OTHER_HEADINGS = frozenset(
    "相关新闻 相关阅读 相关文章 相关链接 延伸阅读 最新新闻 関連記事 関連ニュース 関連リンク 最新ニュース".split()
)

_COUNTER_WORDS = frozenset().union(*(language.counter_words for language in LANGUAGES))
_COUNTER_FILLERS = frozenset().union(*(language.counter_fillers for language in LANGUAGES))
_WORDS_OF_COUNTERS = _COUNTER_WORDS | _COUNTER_FILLERS | _NUMBER_SUFFIXES
_LABELS = frozenset().union(*(language.publication_labels for language in LANGUAGES))
_MONTHS = frozenset(name for language in LANGUAGES for month in language.months for name in month.split())
_LABEL_FILLERS = frozenset().union(*(language.publication_fillers for language in LANGUAGES))
_DATE_WORDS = _MONTHS | frozenset("am pm a.m p.m gmt utc bst cet cest est edt t z".split())
_WORDS_OF_LABELS = _LABELS | _LABEL_FILLERS | _DATE_WORDS
_HEADINGS = frozenset(heading for language in LANGUAGES for heading in language.related_headings) | _OTHER_HEADINGS
_FIRST_OF_HEADINGS = frozenset(heading.split()[0] for heading in _HEADINGS)


def steady_text(text: str) -> str:
    """Return `text` without the lines that change by themselves, and without "3 hours ago" and counters in short lines."""
    return "\n".join(_without_counters(rest) for _, rest, is_volatile in _judged(text) if not is_volatile)


def volatile_spans(text: str) -> frozenset[tuple[int, int]]:
    """Return the start and end of each line of `text` that changes by itself."""
    return frozenset(line.span() for line, _, is_volatile in _judged(text) if is_volatile)


def _judged(text: str) -> Iterator[tuple[re.Match[str], str, bool]]:
    """Yield each line, what it says without "3 hours ago", and whether it changes by itself."""
    in_list = False
    for line in _LINE.finditer(text):
        if _is_list_heading(line[0]):
            in_list = True
        elif in_list and _is_sentence(line[0]):
            in_list = False
        rest = _without_time_ago(line[0])
        yield line, rest, in_list or _counts(line[0]) or _says_when_published(line[0], rest)


def _counts(line: str) -> bool:
    """Return whether the line is a counter of readers: "Views: 1,204", "This page has been read 12 times"."""
    if len(line) > 200:
        return False
    if _OTHER_COUNTERS.fullmatch(line.strip(" ()[]|·•:：")):
        return True
    numbers, words = _numbers_and_words(line)
    if not numbers or not words or len(numbers) + len(words) > MAX_WORDS:
        return False
    return not _COUNTER_WORDS.isdisjoint(words) and _WORDS_OF_COUNTERS.issuperset(words)


def _says_when_published(line: str, rest: str) -> bool:
    """Return whether the line only says when the page was published or changed: "Published 3 hours ago", "Updated: 3 May".

    `rest` is the line without a time that is told by its distance.
    """
    if len(line) > 200:
        return False
    numbers, words = _numbers_and_words(rest)
    if len(numbers) + len(words) > MAX_WORDS or not _WORDS_OF_LABELS.issuperset(words):
        return False
    return rest != line or bool(numbers and not _LABELS.isdisjoint(words))


def _is_list_heading(line: str) -> bool:
    """Return whether the line is the heading of a list of other pages, or begins with one and a colon: "Read also: Railway"."""
    head, colon, rest = line.strip(" \t•·|»>").partition(":")
    if _FIRST_OF_HEADINGS.isdisjoint(word.casefold() for word in head.split(None, 1)[:1]):
        return False
    return " ".join(head.casefold().split()) in _HEADINGS and (not colon or not _is_sentence(rest))


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line)) and word_count(line) >= _MIN_SENTENCE_WORDS


def _without_time_ago(line: str) -> str:
    """Return a short line without a time that is told by its distance; a sentence stays as it is."""
    if len(line) > 200 or word_count(line) > MAX_WORDS or _is_sentence(line):
        return line
    return _times_ago().sub("", line)


def _without_counters(line: str) -> str:
    """Return a short line without its parts that count readers: "Report (PDF) | Downloads: 131"; a sentence stays as it is."""
    if len(line) > 200 or word_count(line) > MAX_WORDS or _is_sentence(line):
        return line
    parts = _PART.split(line)
    steady = [part for part in parts if not _counts(part)]
    return " ".join(steady) if len(steady) < len(parts) else line


@lru_cache(maxsize=8)  # several questions are asked of one line
def _numbers_and_words(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers of a line, and its words in lower case."""
    tokens: list[str] = _TOKEN.findall(line)
    words = tuple(token.casefold() for token in tokens if not token[0].isdigit())
    return tuple(token for token in tokens if token[0].isdigit()), words


@cache
def _times_ago() -> re.Pattern[str]:
    """Return the pattern of a time told by its distance, in every language."""
    templates = (template for language in LANGUAGES for template in language.time_ago)
    patterns = [re.escape(template).replace(r"\#", r"\w+\+?").replace(r"\*", r"[^\W\d_]+") for template in templates]
    return re.compile(rf"(?<!\w)(?:{'|'.join((*patterns, *_OTHER_TIMES_AGO))})(?!\w)", re.IGNORECASE)
