"""The evidence gate against labels and against planted errors.

    python tests/quality/gate.py FAITHFULNESS.jsonl.gz STATEMENTS.jsonl...

FAITHFULNESS holds claims with human labels: ROC AUC by set of the gate's likeness, beside plain bigram and trigram overlap (for
the sets of questions a sentence is an example, labelled by the majority). STATEMENTS are bulk input: in up to 500 of their
sentences one number, name, date or negation is changed, with a fixed seed; true are the same sentences and honest shortenings.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.app import build_cleaner
from digest.documents import bulk_documents, clean_all
from digest.records import Statement
from digest.summarise.gate import Verdict, judge, likeness
from digest.summarise.grounds import names
from digest.summarise.grounds.calendar import DAYS, MONTHS
from digest.summarise.grounds.overlap import shared

SEED = 20261124
MOST = 500
Example = tuple[str, str, str, bool]
Score = Callable[[str, str], float]
Change = Callable[[str, Statement, random.Random], str | None]


def examples(path: Path) -> Iterator[Example]:
    """Set, document, claim, and whether people called it consistent."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            document = row.get("document") or row.get("doc") or row.get("article")
            if "summary_sentences" in row:
                yield from ((row["set"], document, s["sentence"], _majority(s)) for s in row["summary_sentences"])
            else:
                yield row["set"], document, row.get("claim") or row["summary"], row["label"] == 1


def _majority(sentence: dict[str, Any]) -> bool:
    said: list[bool] = [answer["response"] == "yes" for answer in sentence["responses"]]
    return sum(said) * 2 > len(said)


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a consistent claim scores above one that is not; ties count half."""
    good = [score for score, label in zip(scores, labels, strict=True) if label]
    bad = [score for score, label in zip(scores, labels, strict=True) if not label]
    return sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / (len(good) * len(bad))


def report_labels(path: Path) -> None:
    by_set: dict[str, list[Example]] = defaultdict(list)
    for example in examples(path):
        by_set[example[0]].append(example)
    print(f"{'set':<16}{'true':>6}{'false':>6}{'gate':>8}{'bigram':>8}{'trigram':>8}")
    for name, rows in sorted(by_set.items()):
        labels = [label for *_, label in rows]
        scores: list[Score] = [likeness, lambda c, d: shared(c, d, 2), lambda c, d: shared(c, d, 3)]
        figures = [auc([score(claim, document) for _, document, claim, _ in rows], labels) for score in scores]
        print(f"{name:<16}{sum(labels):>6}{len(labels) - sum(labels):>6}" + "".join(f"{figure:>8.3f}" for figure in figures))


def change_number(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w.,-]*\d)", sentence))
    if not found:
        return None
    match = chance.choice(found)
    digits = match.group()
    place = chance.choice([i for i, character in enumerate(digits) if character.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != digits[place]])
    return sentence[: match.start()] + digits[:place] + digit + digits[place + 1 :] + sentence[match.end() :]


def change_date(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    for known in (MONTHS, DAYS):
        capital = [word.capitalize() for word in known]
        found = re.findall(rf"\b(?:{'|'.join(capital)})\b", sentence)
        if found and found[0] != "May":
            return sentence.replace(found[0], chance.choice([word for word in capital if word != found[0]]), 1)
    return None


def change_name(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    """Another name of the same statement takes the place of one: the hardest swap, nothing in it is foreign."""
    here = [name for name in names.names(sentence) if name.isalpha() and not name.isupper()]
    elsewhere = sorted({name for name in names.names(statement.text) if name.isalpha() and not name.isupper()} - set(here))
    if not here or not elsewhere:
        return None
    return re.sub(rf"\b{here[-1]}\b", chance.choice(elsewhere), sentence, count=1)


def change_negation(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    if re.search(r"\b(?:will|must|should|may|can|is|are|was|were|has|have) not\b", sentence):
        return re.sub(r"\b(will|must|should|may|can|is|are|was|were|has|have) not\b", r"\1", sentence, count=1)
    match = re.search(r"\b(?:will|must|should|may|can|is|are|was|were|has|have)\b(?! not)", sentence)
    return sentence[: match.end()] + " not" + sentence[match.end() :] if match else None


CHANGES: tuple[Change, ...] = (change_number, change_date, change_name, change_negation)


def shortenings(sentence: str) -> Iterator[str]:
    """Honest ones: without a bracketed remark, without what stands between two commas, without an opening connective."""
    for pattern in (
        r"\s*\([^()]*\)",
        r",\s+(?:who|which|including|such as)\s[^,;]*(?=,\s)",
        r"^(?:However|In addition|Today),\s+",
    ):
        shorter = re.sub(pattern, "", sentence, count=1)
        if shorter != sentence and len(shorter.split()) >= 6:
            yield shorter[:1].upper() + shorter[1:]


def statements(paths: Sequence[Path]) -> Iterator[Statement]:
    for path in paths:
        with path.open("rb") as lines:
            for result in clean_all(bulk_documents(lines, datetime(2026, 1, 1, tzinfo=UTC)), build_cleaner()):
                if result.statement:
                    yield result.statement


def report_changes(given: Sequence[Statement]) -> None:
    chance = random.Random(SEED)
    stopped, made = Counter[str](), Counter[str]()
    missed, false, true = list[str](), list[str](), 0
    for turn in range(20 * len(given)):
        if sum(made.values()) == MOST:
            break
        statement, change = given[turn % len(given)], CHANGES[(turn + turn // len(given)) % len(CHANGES)]
        sentences = [s for span in statement.sentences if 8 <= len((s := span.of(statement.text)).split()) <= 60]
        chance.shuffle(sentences)
        pairs = ((s, c) for s in sentences if (c := change(s, statement, chance)) and c != s)
        pair = next(pairs, None)
        for honest in (text for s in sentences[:3] for text in (s, *shortenings(s))):
            true += 1
            judged = judge(honest, statement)
            if judged is None or judged.verdict is Verdict.REPLACED:
                false.append(f"{honest} -- {judged.reasons if judged else ''}")
        if pair:
            made[change.__name__] += 1
            judged = judge(pair[1], statement)
            caught = judged is None or judged.verdict is Verdict.REPLACED
            stopped[change.__name__] += caught
            missed += [] if caught else [f"{change.__name__}: {pair[1]}"]
    for name in made:
        print(f"{name:<18}{stopped[name]:>5} of {made[name]:>4} stopped")
    print(f"changed: {sum(stopped.values())} of {sum(made.values())} stopped; true: {len(false)} of {true} stopped")
    for line in missed[:12] + false[:12]:
        print("  ", line[:300], file=sys.stderr)


if __name__ == "__main__":
    report_labels(Path(sys.argv[1]))
    if sys.argv[2:]:
        report_changes(list(statements([Path(name) for name in sys.argv[2:]])))
