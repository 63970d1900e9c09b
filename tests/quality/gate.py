"""The evidence gate against labels and against planted errors.

    python -m tests.quality.gate FAITHFULNESS.jsonl.gz STATEMENTS_input.jsonl...

FAITHFULNESS holds claims with human labels: ROC AUC by set of the gate's likeness with the packaged encoder and without, beside
plain bigram and trigram overlap (for the sets of questions a sentence is an example, labelled by the majority), and what
share of both kinds the gate stops. STATEMENTS are bulk input: in up to 500 of their sentences one number, name, date or
negation is changed, with a fixed seed; true are the same sentences and honest shortenings. Where STATEMENTS.jsonl stands
beside them, its key points in a labeller's own words are judged as they are, and with the same changes.
"""

from __future__ import annotations

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
from digest.summarise.faithfulness.checks import NEAR, likeness
from digest.summarise.faithfulness.evidence import carriers
from digest.summarise.faithfulness.gate import Gate, Judged
from digest.summarise.faithfulness.nearness import EncoderNearness
from digest.summarise.faithfulness.ngrams import shared
from digest.text.sentences import sentence_spans
from tests.quality.labelled import clean_all, load_gold
from tests.quality.planted_errors import CHANGES, shortenings

SEED = 20261124
MOST = 500
Example = tuple[str, str, str, bool]


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


def as_statement(document: str) -> Statement:
    """A document as it is, a paragraph a line."""
    bounds, start = list[Span](), 0
    for line in document.split("\n"):
        bounds += [Span(start, start + len(line))] if line.strip() else []
        start += len(line) + 1
    paragraphs = tuple(Paragraph(bound.start, bound.end) for bound in bounds)
    return Statement("", "", "", "", document, paragraphs, sentence_spans(document, bounds))


def report_labels(path: Path, gate: Gate) -> None:
    by_set: dict[str, list[Example]] = defaultdict(list)
    for example in examples(path):
        by_set[example[0]].append(example)
    columns = ("true", "false", "gate", "no enc.", "bigram", "trigram", "stopped", "of true")
    print(f"{'set':<16}" + "".join(f"{column:>9}" for column in columns))
    for name, rows in sorted(by_set.items()):
        labels = [label for *_, label in rows]
        scores = list(zip(*(_scores(document, claim, gate) for _, document, claim, _ in rows), strict=True))
        stopped = [_is_stopped(gate.judge(claim, as_statement(document))) for _, document, claim, _ in rows]
        figures = [auc(score, labels) for score in scores]
        for wanted in (False, True):
            figures.append(sum(s for s, label in zip(stopped, labels, strict=True) if label is wanted) / labels.count(wanted))
        print(f"{name:<16}{sum(labels):>9}{labels.count(False):>9}" + "".join(f"{f:>9.3f}" for f in figures), flush=True)


def _scores(document: str, claim: str, gate: Gate) -> tuple[float, ...]:
    """The likeness with and without the encoder, and the overlap of runs of two and three words."""
    statement = as_statement(document)
    sentences = [span.of(document) for span in statement.sentences]
    local_model = [sentences[row] for row in carriers(claim, sentences)]
    near = max(gate.nearness(claim, local_model)) if gate.nearness and local_model else NEAR
    return likeness(claim, sentences, near), likeness(claim, sentences), shared(claim, document, 2), shared(claim, document, 3)


def report_changes(given: Sequence[Statement], gate: Gate) -> None:
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
            judged = gate.judge(honest, statement)
            if _is_stopped(judged):
                false.append(f"{honest} -- {[*map(str, judged.reasons)] if judged else ''}")
        if pair:
            made[change.__name__] += 1
            caught = _is_stopped(gate.judge(pair[1], statement))
            stopped[change.__name__] += caught
            missed += [] if caught else [f"{change.__name__}: {pair[1]}"]
    _print_changes("sentences", stopped, made)
    print(f"changed: {sum(stopped.values())} of {sum(made.values())} stopped; true: {len(false)} of {true} stopped", flush=True)
    for line in missed[:12] + false[:12]:
        print("  ", line[:300], file=sys.stderr)


def _print_changes(what: str, stopped: Mapping[str, int], made: Mapping[str, int]) -> None:
    print(f"{what}: " + ", ".join(f"{name} {stopped[name]} of {made[name]}" for name in made))


def _is_stopped(judged: Judged | None) -> bool:
    return judged is None or bool(judged.point.replaced)


def report_points(labels: Path, statements: Mapping[str, Statement], gate: Gate) -> None:
    """The labeller's points with the sentences that it named, as they are and with one thing changed."""
    chance = random.Random(SEED)
    stopped, made, why = Counter[str](), Counter[str](), list[str]()
    for gold in load_gold([labels]):
        statement = statements.get(gold["id"])
        for point in gold["points"] if statement else ():
            cited = _cited(gold, point, statement)
            versions = [("honest", point["text"])]
            versions += [(c.__name__, text) for c in CHANGES if (text := c(point["text"], statement, chance))]
            for name, text in versions:
                if name == "honest" or text != point["text"]:
                    judged = gate.judge(text, statement, cited)
                    made[name] += 1
                    stopped[name] += _is_stopped(judged)
                    why += (
                        [f"{text} -- {'; '.join(map(str, judged.reasons))}"]
                        if name == "honest" and judged and judged.reasons
                        else []
                    )
    _print_changes(f"points of {labels.stem} in own words", stopped, made)
    for line in why[:20]:
        print("  ", line[:300], file=sys.stderr)


def _cited(gold: Mapping[str, Any], point: Mapping[str, Any], statement: Statement) -> tuple[Span, ...]:
    """Our sentences that hold those that the labeller named."""
    theirs = {s["id"]: " ".join(s["text"].split()) for line in gold["lines"] for s in line["sentences"]}
    named = [theirs[number] for number in point["sentences"] if number in theirs]
    ours = ((span, " ".join(span.of(statement.text).split())) for span in statement.sentences)
    return tuple(span for span, text in ours if any(one in text or (text in one and len(text) > 15) for one in named))


def main(faithfulness: Path, given: Sequence[Path]) -> None:
    gate = Gate(EncoderNearness(SentenceEncoder()))
    report_labels(faithfulness, gate)
    if given:
        cleaned = dict(clean_all(given))
        report_changes(list(cleaned.values()), gate)
        for path in given:
            labels = path.with_name(path.name.replace("_input", ""))
            if labels != path and labels.exists():
                report_points(labels, cleaned, gate)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
