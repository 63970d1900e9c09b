"""Leaves out the end of a long sentence: a tail, further sentences, the end of a list or of a quotation. Pure. English only.

What is left is a sentence: its main clause stands before the cut. Nothing that limits it is left out, and no news of its own.
`trim.py` leaves out what stands before and inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.summarise.extractive.excerpt import Excerpt
from digest.summarise.extractive.limits import has_condition, is_limiting, words_of
from digest.summarise.verbs import has_verb
from digest.text.lang.en_clauses import OPEN_WORDS
from digest.text.lang.en_sentences import ABBREVIATIONS

LONG_WORDS = 45
"""Words from which a tail, or further sentences, are left out."""
UNREADABLE_WORDS = 60
"""Words from which the end of a list or of a quotation is left out, too."""
MIN_KEPT_WORDS = 8

_INNER_STOP = re.compile(r"\b(?P<word>\w{2,40})[)”\"]{0,2}[.!](?P<end>) (?=[A-Z“])")
_TAIL = re.compile(
    r"(?:,? including|, such as|,? as well as|,? in addition to|, along with|, (?:which|who|where)\b|;| ?[—–](?= ?[a-z])"
    r"|,? as part of|, in support of"
    r"|, in line with|, through"
    r"|,? and (?=to [a-z]+ (?:the|a|an|its|their|any|all|such|our)\b)"
    r"|, and (?=(?:to|will|have|has|is|are|we|they|he|she)\b))"
)
_LIST_END = re.compile(r",(?: [^\s,]+){1,8}$")
"""The last part of a list, before its "and"."""
_GERUNDS = re.compile(r"(?:,|\bby|\band) [a-z]+ing\b")
_FIGURE = re.compile(r"[$£€]|\d ?(?:%|percent|per cent|million|billion|trillion)")
_SUBORDINATE = re.compile(
    r"^(?:if|when|while|although|though|as|because|since|after|before|unless|until|once|given|whereas|should|had|in order"
    r"|not only|either|both|even|provided|except|without|whether|to the extent)\b|^\w+ing\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"^(?:to [a-z]|(?:not later than|within|upon|by|for|in|on|at|with|under|through|during|acting|working|consistent|as)\b)",
    re.IGNORECASE,
)
"""A phrase before the clause on which it depends: "To keep the ports open, the Minister ..."."""
_MAIN_CLAUSE = re.compile(
    r", (?:I|we|he|she|they|it)\b"
    r"|, (?:the|each|all|any|no|these|our|my|his|its|[A-Z])[^,;]{2,160}?"
    r"\b(?:shall|will|should|must|may|can|is|are|was|were|has|have|had|[a-z]{3,}ed)\b"
    r"|, the [A-Z][^;:]{2,240}? shall\b"
)
_RELATIVE_WORD = re.compile(r"\b(?:that|which|who|whose|including)\b")
_ADJECTIVE = re.compile(r"\b(?:the|an?|its|their|our|of|on|in|for|by|with|and) \w+ed\b")
_FINITE = re.compile(r"\b(?:will|shall|would|is|are|was|were|has|have|had|can|could|may|might|must|do|does|did)\b")
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|whose|where|when|what|it|they|we|he|she|and)\b", re.IGNORECASE)
"""What may stand before a verb of its own in a tail."""
_GOES_ON = re.compile(
    r", (?:and |but |or )?(?:then |also |still |now )?"
    r"(?:will|would|is|are|was|were|has|have|had|can|could|shall|should|may|might|must|do|does|did|\w+ed"
    r"|from|to|in|on|for|at|by|of|as|that|against|over|through|under|during|with"
    r"|[a-z]{3,}s (?:to|the|an?|that|its|their|our|us|it))\b"
)
"""After an inserted part, the sentence whose part it is."""


def without_tail(made: Excerpt, *, spoken: bool) -> Excerpt:
    """A sentence of more than `LONG_WORDS` without the sentences behind it, and without the end of its last clause."""
    if made.words > LONG_WORDS and (stop := next(_first_stops(made.text), None)):
        made = made.without(stop, len(made.text))
    if made.words > LONG_WORDS and not spoken and not _SUBORDINATE.match(made.text):
        made = next((rest for rest in _shorter(made) if rest.words <= LONG_WORDS), made)
    if made.words > UNREADABLE_WORDS and not spoken:
        made = _readable(made)
    return made


def _readable(made: Excerpt) -> Excerpt:
    """A sentence of over `UNREADABLE_WORDS` without the end of its list, or of its quotation after the first sentence."""
    stop = next(_first_stops(made.text, in_quotation=True), len(made.text))
    if not is_limiting(made.text[stop:]):
        made = made.without(stop, len(made.text))
    if made.words <= UNREADABLE_WORDS or _SUBORDINATE.match(made.text):
        return made
    return next((rest for rest in _shorter(made, of_list=True) if rest.words <= UNREADABLE_WORDS), made)


def _first_stops(text: str, *, in_quotation: bool = False) -> Iterator[int]:
    """Where a sentence of enough words ends inside a text of several; inside a quotation only if asked for."""
    for match in _INNER_STOP.finditer(text):
        kept = text[: match.start("end")]
        is_whole = _is_balanced(kept) or (in_quotation and _is_balanced(kept + "”"))
        if match["word"].lower() not in ABBREVIATIONS and stands(kept) and is_whole:
            yield match.start("end")


def _shorter(made: Excerpt, *, of_list: bool = False) -> Iterator[Excerpt]:
    """The excerpt without a tail that limits nothing, the shortest tail first; the full stop stays.

    `of_list`: a tail may be the end of a list, and only a condition or a denial in it counts as a limit.
    """
    limits = has_condition if of_list else is_limiting
    text = made.text
    end = len(text) - 1 if text.endswith(".") else len(text)
    for match in reversed(list(_TAIL.finditer(text))):
        kept, tail = text[: match.start()], text[match.start() : end]
        is_news = bool(_FIGURE.search(tail)) and "including" not in tail[:12]
        ends_list = of_list and tail.startswith(";") and _begins_with_clause(kept.partition(";")[0])
        goes_on = not ends_list and (_has_predicate(tail) or _GOES_ON.search(tail[1:]))
        if goes_on and of_list and ";" in kept:
            continue  # What goes on is a part of the list, of which an earlier end may be left out.
        if limits(tail) or is_news or goes_on:
            return
        cuts_list = _is_in_list(kept, tail) and not ends_list
        if stands(kept) and _is_balanced(kept) and _is_balanced(tail) and not cuts_list:
            yield made.without(match.start(), end)


def _has_predicate(tail: str) -> bool:
    """Whether the verb of the sentence is in its tail: "aid to the towns, as part of the plan, will end"."""
    match = _FINITE.search(tail)
    return match is not None and not _CLAUSE.search(tail[: match.start()])


def _is_in_list(kept: str, tail: str) -> bool:
    """Whether the cut would be inside a list: before its last part, between its semicolons, or between its gerunds."""
    if tail.startswith(", and to "):
        return ", to " in kept
    if tail.startswith(", and"):
        return bool(_LIST_END.search(kept)) and " and " not in kept[kept.rindex(",") :]
    if tail.startswith(";"):
        return (kept + tail).count(";") > 1 or ":" in kept
    return _GERUNDS.match(tail) is not None and _GERUNDS.search(kept) is not None


def stands(text: str) -> bool:
    """Whether the beginning of a sentence can be one itself."""
    found = words_of(text)
    return len(found) >= MIN_KEPT_WORDS and _has_main_clause(text) and found[-1] not in OPEN_WORDS


def _begins_with_clause(text: str) -> bool:
    """Whether a verb stands before the first "that" or "which"; a participle behind an article is none: "the shared rivers"."""
    return has_verb(_ADJECTIVE.sub("", _RELATIVE_WORD.split(text, maxsplit=1)[0]))


def _has_main_clause(text: str) -> bool:
    """Whether a text has a verb that is not only that of a phrase before its clause: "To say who may vote, ..."."""
    if not _FRONTED.match(text) or _MAIN_CLAUSE.search(text):
        return has_verb(text)
    return not text.lower().startswith("to ") and _begins_with_clause(text)


def _is_balanced(text: str) -> bool:
    pairs = ("()", "[]", "“”")
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in pairs) and text.count('"') % 2 == 0
