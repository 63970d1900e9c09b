"""Words that say the opposite of each other: "increase" in a point where its evidence says "decline". Pure.

A short list of English pairs of the language of governments and markets; no dictionary.
"""

from __future__ import annotations

from collections import defaultdict

from digest.text.stemmer import stem, stems

_PAIRS = """
increase/decrease decline reduce cut drop
rise/fall drop decline
raise/lower cut
grow growth/shrink decline contract
gain win/lose loss
victory/defeat
profit surplus/loss deficit
expand/shrink contract limit
strengthen/weaken
improve/worsen deteriorate
accelerate/slow
support back/oppose reject condemn criticize criticise
welcome praise/condemn reject criticize criticise deplore
approve accept/reject deny refuse
agree/disagree refuse
allow permit/ban prohibit forbid block
legal lawful/illegal unlawful
include/exclude
open reopen/close
begin start launch resume/end stop finish suspend
join enter/leave quit
arrive/leave depart
before/after
first/last
earlier/later
more/less fewer
most/least
higher/lower
highest/lowest
largest biggest/smallest
larger bigger/smaller
better/worse
best/worst
oldest/newest
strong/weak
public/private
domestic internal/foreign external
import/export
buy purchase/sell
attack invade/defend withdraw
deploy/withdraw
impose tighten/lift ease
hire appoint/fire dismiss
arrest detain jail/release free
convict/acquit
guilty/innocent
confirm admit/deny
succeed/fail
success/failure
safe/dangerous unsafe
possible/impossible
likely/unlikely
able/unable
legitimate/illegitimate
brother/sister
mother/father
son/daughter
husband/wife
man/woman
men/women
boy/girl
male/female
north northern/south southern
east eastern/west western
majority/minority
maximum/minimum
ally/enemy adversary
peace/war
alive/dead
optimistic/pessimistic
positive/negative
encourage/discourage
help spur/hinder
protect/endanger
create build/destroy
temporary/permanent
mandatory/voluntary
partial/full
upward/downward
"""


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for line in _PAIRS.split("\n"):
        one, _, other = line.partition("/")
        for word in map(stem, one.split()):
            for opposite in map(stem, other.split()):
                table[word].add(opposite)
                table[opposite].add(word)
    return {word: frozenset(opposites) for word, opposites in table.items()}


_OPPOSITES = _table()


def opposites(point: str, evidence: str) -> tuple[tuple[str, str], ...]:
    """Stems (in the point, in the evidence) of which the evidence has only the opposite, and the point only the word."""
    said, there = set(stems(point)), set(stems(evidence))
    return tuple(
        (word, opposite)
        for word in sorted((said - there) & _OPPOSITES.keys())
        for opposite in sorted(_OPPOSITES[word] & there - said)
    )
