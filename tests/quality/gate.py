"""Measures the faithfulness gate against human labels and against planted errors.

    python -m tests.quality.gate FAITHFULNESS.jsonl.gz [STATEMENTS_input.jsonl ...]

FAITHFULNESS holds claims with human labels. Printed by set: the ROC AUC of the claim score with the packaged encoder and
without it, beside bigram and trigram overlap, and the share of true and of false claims that the gate stops. (In the sets of
questions each sentence is a claim, labelled by the majority.)

STATEMENTS is bulk input. In up to 500 of their sentences one number, name, date or negation is changed, with a fixed seed; the
same sentences and honest shortenings of them count as true. If labels `X.jsonl` stand beside `X_input.jsonl`, the labeller's
key points in its own words go through the gate, as they are and with the same changes. Examples of errors of the gate are
printed to stderr.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from digest.records import Paragraph, Span, Statement
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.faithfulness.checks import DEFAULT_COSINE
from digest.summarise.faithfulness.evidence import covering_sentences
from digest.summarise.faithfulness.gate import EncoderSimilarity, Gate, GateResult
from digest.summarise.faithfulness.ngrams import ngram_overlap
from digest.text.sentences import sentence_spans
from tests.quality.labelled import clean_all, load_gold
from tests.quality.planted_errors import CHANGES, shortenings
from tests.summarise.evidence import claim_score

SEED = 20261124
MAX_CHANGES = 500
Example = tuple[str, str, str, bool]
"""Name of the set, document, claim, and whether people labelled the claim consistent."""


def examples(path: Path) -> Iterator[Example]:
    """The labelled claims of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            document = row.get("document") or row.get("doc") or row.get("article")
            if "summary_sentences" in row:
                yield from ((row["set"], document, s["sentence"], _majority(s)) for s in row["summary_sentences"])
            else:
                yield row["set"], document, row.get("claim") or row["summary"], row["label"] == 1


def _majority(sentence: dict[str, Any]) -> bool:
    votes: list[bool] = [answer["response"] == "yes" for answer in sentence["responses"]]
    return sum(votes) * 2 > len(votes)


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """ROC AUC: the probability that a consistent claim scores above an inconsistent one; ties count half."""
    good = [score for score, label in zip(scores, labels, strict=True) if label]
    bad = [score for score, label in zip(scores, labels, strict=True) if not label]
    return sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / (len(good) * len(bad))


def as_statement(document: str) -> Statement:
    """A document as a statement, one paragraph a line."""
    bounds, start = list[Span](), 0
    for line in document.split("\n"):
        bounds += [Span(start, start + len(line))] if line.strip() else []
        start += len(line) + 1
    paragraphs = tuple(Paragraph(bound.start, bound.end) for bound in bounds)
    return Statement("", "", "", "", document, paragraphs, sentence_spans(document, bounds))


def report_labels(path: Path, gate: Gate) -> None:
    """Print one line of figures for each set of claims."""
    by_set: dict[str, list[Example]] = defaultdict(list)
    for example in examples(path):
        by_set[example[0]].append(example)
    columns = ("true", "false", "gate", "no enc.", "bigram", "trigram", "stopped", "of true")
    print(f"{'set':<16}" + "".join(f"{column:>9}" for column in columns))
    for name, rows in sorted(by_set.items()):
        labels = [label for *_, label in rows]
        scores = list(zip(*(_scores(document, claim, gate) for _, document, claim, _ in rows), strict=True))
        stopped = [is_stopped(gate.check(claim, as_statement(document))) for _, document, claim, _ in rows]
        figures = [auc(score, labels) for score in scores]
        for wanted in (False, True):
            figures.append(sum(s for s, label in zip(stopped, labels, strict=True) if label is wanted) / labels.count(wanted))
        print(f"{name:<16}{sum(labels):>9}{labels.count(False):>9}" + "".join(f"{f:>9.3f}" for f in figures), flush=True)


def _scores(document: str, claim: str, gate: Gate) -> tuple[float, ...]:
    """The claim score with and without the encoder, and the overlap of bigrams and trigrams."""
    sentences = [span.of(document) for span in as_statement(document).sentences]
    evidence = [sentences[row] for row in covering_sentences(claim, sentences)]
    cosine = max(gate.similarity(claim, evidence)) if gate.similarity and evidence else DEFAULT_COSINE
    overlaps = (ngram_overlap(claim, document, size) for size in (2, 3))
    return claim_score(claim, sentences, cosine), claim_score(claim, sentences), *overlaps


def report_changes(given: Sequence[Statement], gate: Gate) -> None:
    """Print how many planted errors, and how many true sentences, the gate stops."""
    chance = random.Random(SEED)
    stopped, made = Counter[str](), Counter[str]()
    missed, false_alarms, true = list[str](), list[str](), 0
    for turn in range(20 * len(given)):
        if sum(made.values()) == MAX_CHANGES:
            break
        statement, change = given[turn % len(given)], CHANGES[(turn + turn // len(given)) % len(CHANGES)]
        sentences = [s for span in statement.sentences if 8 <= len((s := span.of(statement.text)).split()) <= 60]
        chance.shuffle(sentences)
        changed = next((c for s in sentences if (c := change(s, statement, chance)) and c != s), None)
        for honest in (text for s in sentences[:3] for text in (s, *shortenings(s))):
            true += 1
            false_alarms += _false_alarm(honest, statement, gate)
        if changed:
            made[change.__name__] += 1
            caught = is_stopped(gate.check(changed, statement))
            stopped[change.__name__] += caught
            missed += [] if caught else [f"{change.__name__}: {changed}"]
    _print_changes("sentences", stopped, made)
    print(
        f"changed: {sum(stopped.values())} of {sum(made.values())} stopped; true: {len(false_alarms)} of {true} stopped",
        flush=True,
    )
    _print_examples([*missed[:12], *false_alarms[:12]])


def _false_alarm(honest: str, statement: Statement, gate: Gate) -> list[str]:
    result = gate.check(honest, statement)
    return [f"{honest} -- {[*map(str, result.violations)] if result else ''}"] if is_stopped(result) else []


def report_points(labels: Path, statements: Mapping[str, Statement], gate: Gate) -> None:
    """Print how many of the labeller's points the gate stops, with the sentences that it named: unchanged and changed."""
    chance = random.Random(SEED)
    stopped, made, reasons = Counter[str](), Counter[str](), list[str]()
    for gold in load_gold([labels]):
        if gold["id"] not in statements:
            continue
        statement = statements[gold["id"]]
        for point in gold["points"]:
            cited = cited_spans(gold, point, statement)
            versions = [("honest", point["text"])]
            versions += [(c.__name__, text) for c in CHANGES if (text := c(point["text"], statement, chance))]
            for name, text in versions:
                if name != "honest" and text == point["text"]:
                    continue
                result = gate.check(text, statement, cited)
                made[name] += 1
                stopped[name] += is_stopped(result)
                if name == "honest" and result and result.violations:
                    reasons.append(f"{text} -- {'; '.join(map(str, result.violations))}")
    _print_changes(f"points of {labels.stem} in own words", stopped, made)
    _print_examples(reasons[:20])


def cited_spans(gold: Mapping[str, Any], point: Mapping[str, Any], statement: Statement) -> tuple[Span, ...]:
    """Our sentences that contain those that the labeller named for a point."""
    theirs = {s["id"]: " ".join(s["text"].split()) for line in gold["lines"] for s in line["sentences"]}
    named = [theirs[number] for number in point["sentences"] if number in theirs]
    ours = ((span, " ".join(span.of(statement.text).split())) for span in statement.sentences)
    return tuple(span for span, text in ours if any(one in text or (text in one and len(text) > 15) for one in named))


def is_stopped(result: GateResult | None) -> bool:
    """Whether the gate replaced the point, or dropped it because nothing could replace it."""
    return result is None or bool(result.point.replaced)


def _print_changes(what: str, stopped: Mapping[str, int], made: Mapping[str, int]) -> None:
    print(f"{what}: " + ", ".join(f"{name} {stopped[name]} of {made[name]}" for name in made))


def _print_examples(lines: Sequence[str]) -> None:
    for line in lines:
        print("  ", line[:300], file=sys.stderr)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faithfulness", type=Path)
    parser.add_argument("statements", type=Path, nargs="*")
    args = parser.parse_args()
    gate = Gate(EncoderSimilarity(SentenceEncoder()))
    report_labels(args.faithfulness, gate)
    if args.statements:
        cleaned = dict(clean_all(args.statements))
        report_changes(list(cleaned.values()), gate)
        for path in args.statements:
            labels = path.with_name(path.name.replace("_input", ""))
            if labels != path and labels.exists():
                report_points(labels, cleaned, gate)


if __name__ == "__main__":
    main()
