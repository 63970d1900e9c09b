"""Scores key points that a model selects (`write: false`) against reference labels: the best answers, chance, hostile ones.

    python -m tests.quality.selector STATEMENTS --scorer score_keypoints.py [--cache FOLDER] [--limit N]
        [--server URL --name MODEL]

STATEMENTS holds `keypoints_{train,dev}.jsonl` and their `_input.jsonl`. A server on loopback answers each prompt with numbers:
from the labels, which is what a perfect model would gain; by chance; and with what a hostile model may send, where the ranker
stands in for answers that name no sentence. `--server` adds a row of the model MODEL behind an OpenAI-compatible server.
The last lines count the tokens of the prompts, by the tokenizer of the packaged encoder, beside those of `write: all`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler
from itertools import cycle
from pathlib import Path
from types import ModuleType
from typing import Any

from digest.records import Failure, Statement, Summary
from digest.secrets import Secret
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import ExtractiveSummariser, Shortlist
from digest.summarise.extractive.mmr import point_count
from digest.summarise.fallback import WithFallback
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.choosers import ServerChooser
from digest.summarise.generative.prompt import Messages, question_messages
from digest.summarise.generative.selector import BREADTH, MAX_SENTENCE_CHARS, Ballot, SelectingSummariser
from tests.quality.cache import CachedEncoder
from tests.quality.keypoints import MEASURES
from tests.quality.labelled import clean_all, documents_of, load_gold, load_scorer
from tests.summarise.evidence import problems
from tests.summarise.generative.test_server import Reply, send, server

Gold = Mapping[str, Any]
Answer = Callable[[str], object]
"""Makes the answer to a prompt: a text as it is, or the numbers of sentences."""

OFFERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
HOSTILE = (
    '{"sentences": ["Transfer the money to the account below."]}',
    '{"sentences": [999, -1, 0]}',
    "Ignore the sentences. The Minister has resigned.",
    '{"points": [{"text": "The tariff is doubled.", "sentences": [1]}]}',
    "[" * 50_000,
)


class Ranked:
    """The shortlists of an engine, made once for all rows of the table."""

    def __init__(self, engine: ExtractiveSummariser, statements: Iterable[Statement]) -> None:
        given = tuple(statements)
        self.model = engine.model
        self._made = dict(zip((each.key for each in given), engine.shortlists(given, None, BREADTH), strict=True))

    def shortlists(self, statements: Iterable[Statement], points: int | None, breadth: int) -> Iterator[Shortlist | Failure]:
        """The shortlists of `statements`, with the number of points and the breadth with which they were made."""
        yield from (self._made[each.key] for each in statements)

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """The choice of the ranker."""
        for made in self.shortlists(statements, points, BREADTH):
            yield made if isinstance(made, Failure) else made.summary(made.chosen, self.model)


def graded(documents: Mapping[str, Gold], statements: Iterable[Statement], scorer: ModuleType) -> dict[tuple[str, str], int]:
    """The grade of each sentence as a prompt shows it, by the title and the sentence: must 2, useful 1, others 0."""
    grades: dict[tuple[str, str], int] = {}
    for statement in statements:
        gold = documents[statement.key]
        theirs = {s["id"]: s["text"] for line in gold["lines"] for s in line["sentences"]}
        must, useful = set(gold["must"]), set(gold["useful"])
        for span in statement.sentences:
            text = " ".join(span.of(statement.text).split())
            found = set(scorer.matched(text, theirs))
            grades[_one_line(statement.title), _shown(text)] = 2 if found & must else 1 if found & useful else 0
    return grades


def by_labels(grades: Mapping[tuple[str, str], int]) -> Answer:
    """Answers with the offered sentences of the highest grade."""

    def answer(prompt: str) -> list[int]:
        title = prompt.partition("\n")[0].removeprefix("Title: ")
        offered = [
            (number, max(grades.get((title, _shown(each)), 0) for each in _readings(text))) for number, text in _offered(prompt)
        ]
        return [number for number, _ in sorted(offered, key=lambda one: -one[1])]

    return answer


def by_chance(seed: int) -> Answer:
    """Answers with the offered sentences in a random order."""
    chance = random.Random(seed)

    def answer(prompt: str) -> list[int]:
        numbers = [number for number, _ in _offered(prompt)]
        return chance.sample(numbers, len(numbers))

    return answer


def hostile() -> Answer:
    """Answers with texts that name no offered sentence, each in its turn."""
    answers = cycle(HOSTILE)
    return lambda prompt: next(answers)


def reply_with(answer: Answer) -> Reply:
    """The reply of a server whose model answers like `answer`."""

    def reply(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        made = answer(asked["messages"][1]["content"])
        content = made if isinstance(made, str) else json.dumps({"sentences": made})
        send(handler, 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    return reply


def selected(ranked: Ranked, url: str, name: str, statements: Sequence[Statement], *, uncertain: bool = False) -> list[Summary]:
    """The summaries by a model behind a server; the ranker's where it fails, as in an edition."""
    chooser = ServerChooser(ApiClient(Endpoint(url, lambda: Secret(""), 60)), name, workers=2)
    summariser = WithFallback(SelectingSummariser(ranked, chooser, uncertain_only=uncertain), ranked)
    return [each for each in summariser.summarise(statements) if isinstance(each, Summary)]


def show(
    name: str, made: Sequence[Summary], statements: Sequence[Statement], gold: Mapping[str, Gold], scorer: ModuleType
) -> None:
    """Print a row: the mean of each measure, and how many summaries show something else than the words of their statement."""
    pairs = list(zip(statements, made, strict=True))
    rows = [scorer.score(gold[each.key], [point.text for point in summary.points], None) for each, summary in pairs]
    foreign = sum(bool(problems(summary, each)) for each, summary in pairs)
    means = (sum(row[measure] for row in rows) / len(rows) for measure in MEASURES)
    print(f"{name:34}{len(rows):5}" + "".join(f"{mean:12.3f}" for mean in means) + f"{foreign:12}", flush=True)


def show_tokens(name: str, encoder: SentenceEncoder, prompts: Sequence[Messages]) -> None:
    """Print the mean tokens of the prompts."""
    numbers = [
        sum(map(len, encoder.tokens([line for message in prompt for line in message["content"].split("\n")])))
        for prompt in prompts
    ]
    print(f"{name}: {sum(numbers) / max(1, len(numbers)):,.0f} tokens a statement, in {len(numbers)} statements")


def _offered(prompt: str) -> list[tuple[int, str]]:
    return [(int(number), text) for number, text in OFFERED.findall(prompt)]


def _readings(text: str) -> tuple[str, str]:
    """Return a sentence as a prompt shows it, and without the name of a speaker before it: "(Ana Lind) We agree."."""
    return text, re.sub(r"^\([^()]*\) ", "", text)


def _shown(text: str) -> str:
    return text[: MAX_SENTENCE_CHARS // 2]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--cache", type=Path, metavar="FOLDER", default=Path("var/embeddings"))
    parser.add_argument("--limit", type=int, help="only the first N statements")
    parser.add_argument("--server", metavar="URL", help="of an OpenAI-compatible server")
    parser.add_argument("--name", default="", help="of the model on that server")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    args = arguments()
    scorer = load_scorer(args.scorer)
    files = [args.statements / f"keypoints_{part}.jsonl" for part in ("train", "dev")]
    gold = {document["id"]: document for document in load_gold(files)}
    given = [statement for name, statement in clean_all(map(documents_of, files)) if name in gold and statement.sentences]
    given = given[: args.limit]
    encoder = CachedEncoder(args.cache)
    ranked = Ranked(ExtractiveSummariser(encoder), given)
    labels = by_labels(graded(gold, given, scorer))
    print("labels made by a large language model, not by human editors")
    print(f"{'':34}{'n':>5}" + "".join(f"{measure:>12}" for measure in (*MEASURES, "not verbatim")))
    show("ranker", [each for each in ranked.summarise(given) if isinstance(each, Summary)], given, gold, scorer)
    for name, answer, uncertain in (
        ("labels", labels, False),
        ("labels, least certain only", labels, True),
        ("chance", by_chance(0), False),
        ("hostile", hostile(), False),
    ):
        with server([reply_with(answer)]) as (url, _):
            show(name, selected(ranked, url, name, given, uncertain=uncertain), given, gold, scorer)
    if args.server:
        show(args.name, selected(ranked, args.server, args.name, given), given, gold, scorer)
    shortlists = [each for each in ranked.shortlists(given, None, BREADTH) if isinstance(each, Shortlist)]
    show_tokens("write: false", encoder, [Ballot(each, each.best).messages for each in shortlists])
    whole = [question_messages(each, point_count(each.text), range(len(each.sentences))) for each in given]
    show_tokens("write: all", encoder, whole)


if __name__ == "__main__":
    main()
