"""Questions to instruct models: parts, one retry of an unreadable answer, and one choice among too many points."""

from __future__ import annotations

import json
from collections.abc import Sequence

from digest.records import Statement
from digest.summarise.generative.batching import GenerationFailure, GenerationResult
from digest.summarise.generative.prompt import Messages
from digest.summarise.generative.questions import (
    Drafts,
    Question,
    QuestionPlan,
    ask_with_retry,
    draft_points,
    share,
)
from tests.summarise.fakes import statement

FOUR = statement("Sentence one.", "Sentence two.", "Sentence three.", "Sentence four.")
ONE = statement("Another one.")


def answer(*rows: int) -> str:
    """An answer with a point for each of these sentences, numbered from 0."""
    return json.dumps({"points": [{"text": f"Point {row}.", "sentences": [row + 1]} for row in rows]})


class ScriptedModel:
    """Gives the answers in order, and remembers the messages of each call."""

    def __init__(self, *answers: GenerationResult) -> None:
        self.answers = list(answers)
        self.calls: list[list[Messages]] = []

    def send(self, prompts: Sequence[tuple[Question, Messages]]) -> list[GenerationResult]:
        self.calls.append([messages for _, messages in prompts])
        return [self.answers.pop(0) for _ in prompts]

    def ask(self, questions: Sequence[Question]) -> list[Drafts]:
        return ask_with_retry(questions, self.send)


def plan(given: Statement, points: int, *parts: range) -> QuestionPlan:
    return QuestionPlan(given, points, tuple(Question(given, part, share(points, len(parts))) for part in parts))


def texts(drafts: Drafts) -> list[str] | str:
    return drafts.reason if isinstance(drafts, GenerationFailure) else [draft.text for draft in drafts]


def drafted(model: ScriptedModel, *plans: QuestionPlan) -> list[list[str] | str]:
    return [texts(drafts) for drafts in draft_points(plans, model.ask)]


def test_the_parts_of_all_statements_are_asked_together_and_joined() -> None:
    model = ScriptedModel(answer(0), answer(3), answer(0))
    assert drafted(model, plan(FOUR, 2, range(2), range(2, 4)), plan(ONE, 1, range(1))) == [
        ["Point 0.", "Point 3."],
        ["Point 0."],
    ]
    assert [len(call) for call in model.calls] == [3]


def test_a_failed_part_is_a_failure_of_its_statement_alone() -> None:
    model = ScriptedModel(answer(0), GenerationFailure("no memory"), answer(0))
    assert drafted(model, plan(FOUR, 2, range(2), range(2, 4)), plan(ONE, 1, range(1))) == ["no memory", ["Point 0."]]


def test_too_many_points_are_chosen_from_by_a_question_about_the_cited_sentences() -> None:
    model = ScriptedModel(answer(0), answer(3), answer(3))
    assert drafted(model, plan(FOUR, 1, range(2), range(2, 4))) == [["Point 3."]]
    (final,) = model.calls[1]
    assert "[1] Sentence one.\n[4] Sentence four.\n" in final[1]["content"]
    assert "Sentence two" not in final[1]["content"]


def test_if_the_choice_fails_the_first_points_are_kept() -> None:
    for failure in (GenerationFailure("no memory"), "no JSON"):
        model = ScriptedModel(answer(0), answer(3), failure, failure)
        assert drafted(model, plan(FOUR, 1, range(2), range(2, 4))) == [["Point 0."]]


def test_points_that_cite_nothing_are_not_asked_about_again() -> None:
    model = ScriptedModel(answer(90), answer(91))
    assert drafted(model, plan(FOUR, 1, range(2), range(2, 4))) == [["Point 90."]]
    assert len(model.calls) == 1


def test_only_unreadable_answers_are_asked_for_again_with_what_was_wrong() -> None:
    model = ScriptedModel("I would rather not.", answer(0), GenerationFailure("no memory"), answer(1))
    questions = [Question(FOUR, range(4), 1)] * 3
    assert [texts(drafts) for drafts in model.ask(questions)] == [["Point 1."], ["Point 0."], "no memory"]
    (retry,) = model.calls[1]
    assert [message["role"] for message in retry] == ["system", "user", "assistant", "user"]
    assert retry[2]["content"] == "I would rather not."
    assert "Expecting value" in retry[3]["content"]


def test_two_unreadable_answers_are_a_failure() -> None:
    model = ScriptedModel("no", '{"points": []}')
    assert [texts(drafts) for drafts in model.ask([Question(ONE, range(1), 1)])] == [
        "two answers cannot be read: no list of points in it"
    ]


def test_the_engine_words_the_problem_in_its_retry() -> None:
    model = ScriptedModel("no", answer(0))
    ask_with_retry([Question(ONE, range(1), 1)], model.send, "it is unreadable: {}")
    assert "(it is unreadable: Expecting value" in model.calls[1][0][3]["content"]


def test_parts_share_the_points() -> None:
    assert [share(5, 0), share(5, 1), share(5, 2), share(2, 3)] == [5, 5, 3, 1]
