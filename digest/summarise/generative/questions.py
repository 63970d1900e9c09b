"""Asks a model that follows instructions for the key points of statements. Shared by the engines `chat` and `server`.

A long statement is asked about in parts. An unreadable answer is asked for once more. If the parts give more points than
wanted, the model is asked once more about the sentences that these points cite. Pure: the engines pass in how questions are
sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.records import Statement
from digest.summarise.generative.batching import GenerationFailure, GenerationResult, all_or_failure
from digest.summarise.generative.prompt import DraftPoint, Messages, parse_answer, question_messages, retry_messages

Drafts = tuple[DraftPoint, ...] | GenerationFailure
"""The points of an answer, or why there are none."""


@dataclass(frozen=True, slots=True)
class Question:
    """Asks for `points` key points of the sentences at `rows` of a statement; longer ones are cut after `max_chars`."""

    statement: Statement
    rows: Sequence[int]
    points: int
    max_chars: int | None = None

    @property
    def messages(self) -> Messages:
        """The prompt."""
        return question_messages(self.statement, self.points, self.rows, self.max_chars)


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """What is asked about one statement of which `points` key points are wanted.

    `truncated` says that a part of the statement is not asked about.
    """

    statement: Statement
    points: int
    questions: tuple[Question, ...]
    truncated: bool = False


Send = Callable[[Sequence[tuple[Question, Messages]]], Sequence[GenerationResult]]
"""Sends the messages of several questions and returns an answer or a failure for each."""
Ask = Callable[[Sequence[Question]], Iterable[Drafts]]
"""Returns the drafts of several questions, in order."""


def draft_points(plans: Sequence[QuestionPlan], ask: Ask) -> Iterator[Drafts]:
    """Yield the points of each statement, at most as many as are wanted, or the first failure of one of its questions."""
    answers = iter(ask([question for plan in plans for question in plan.questions]))
    drafts = [_joined([next(answers) for _ in plan.questions]) for plan in plans]
    finals = [_final_question(plan, found) for plan, found in zip(plans, drafts, strict=True)]
    asked_again = [question for question in finals if question]
    chosen = iter(ask(asked_again) if asked_again else ())
    for plan, found, question in zip(plans, drafts, finals, strict=True):
        answer = next(chosen) if question else found
        # The first of too many points are better than none.
        kept = found if isinstance(answer, GenerationFailure) else answer
        yield kept if isinstance(kept, GenerationFailure) else kept[: plan.points]


def ask_with_retry(questions: Sequence[Question], send: Send, problem: str = "{}") -> list[Drafts]:
    """Return the points in the answer to each question. An unreadable answer is asked for once more.

    `problem` is how the retry tells the model what was wrong, with {} for the error. It is a part of the prompt.
    """
    first = [question.messages for question in questions]
    answers = send(list(zip(questions, first, strict=True)))
    parsed = [_parsed(answer, question) for answer, question in zip(answers, questions, strict=True)]
    retries = {
        number: [*first[number], *retry_messages(str(answers[number]), problem.format(error))]
        for number, error in enumerate(parsed)
        if isinstance(error, ValueError)
    }
    second = send([(questions[number], messages) for number, messages in retries.items()]) if retries else ()
    for number, answer in zip(retries, second, strict=True):
        parsed[number] = _parsed(answer, questions[number])
    return [
        GenerationFailure(f"two answers cannot be read: {result}") if isinstance(result, ValueError) else result
        for result in parsed
    ]


def share(points: int, parts: int) -> int:
    """Return how many of `points` to ask of each part of a statement."""
    return points if parts < 2 else -(-points // parts)


def _joined(answers: Sequence[Drafts]) -> Drafts:
    parts = all_or_failure(answers)
    return parts if isinstance(parts, GenerationFailure) else tuple(draft for part in parts for draft in part)


def _final_question(plan: QuestionPlan, drafts: Drafts) -> Question | None:
    """The question about the cited sentences alone, if there are more drafts than points wanted."""
    if isinstance(drafts, GenerationFailure) or len(drafts) <= plan.points:
        return None
    cited = {span for draft in drafts for span in draft.cited}
    rows = tuple(row for row, span in enumerate(plan.statement.sentences) if span in cited)
    return Question(plan.statement, rows, plan.points, plan.questions[0].max_chars) if rows else None


def _parsed(answer: GenerationResult, question: Question) -> Drafts | ValueError:
    """The points in an answer, or the failure to generate it, or why it cannot be read."""
    if isinstance(answer, GenerationFailure):
        return answer
    try:
        return parse_answer(answer, question.statement, question.points)
    except ValueError as error:
        return error
