"""Two engines, chosen by the language of the statement."""

from __future__ import annotations

from digest.records import Failure, Summary
from digest.summarise.extractive.by_language import ByLanguage
from digest.summarise.extractive.engine import ExtractiveSummariser
from tests.summarise.fakes import BagEncoder, statement


class OtherEncoder(BagEncoder):
    name = "bag of all languages"
    revision = "1"


ENGLISH = statement("The ministers met in Paris on Monday morning.", language="en-GB")
GERMAN = statement("Die Minister trafen sich am Montag in Paris.", language="de")
UNNAMED = statement("The ministers met in Rome on Tuesday morning.", language="")
CYRILLIC = statement("Министры встретились вчера в Риме на площади.", language="")


def engines() -> tuple[ByLanguage, BagEncoder, OtherEncoder]:
    english, other = BagEncoder(), OtherEncoder()
    both = ByLanguage(ExtractiveSummariser(english), ExtractiveSummariser(other, languages=frozenset()))
    return both, english, other


def test_each_statement_goes_to_the_engine_of_its_language() -> None:
    engine, english, other = engines()
    given = [GERMAN, ENGLISH, CYRILLIC, statement(language="de"), UNNAMED, GERMAN]
    answers = list(engine.summarise(given))
    texts = [answer.points[0].text if isinstance(answer, Summary) else "" for answer in answers]
    assert texts == [each.text for each in given]
    assert isinstance(answers[3], Failure)
    assert english.calls == [4]  # two titles, two sentences
    assert other.calls == [6]
    assert all(answer.warnings == () for answer in answers if isinstance(answer, Summary))


def test_an_engine_without_statements_is_not_used() -> None:
    engine, english, other = engines()
    list(engine.summarise([ENGLISH]))
    assert (len(english.calls), other.calls) == (1, [])


def test_both_answer_under_one_model_that_names_both() -> None:
    """So a stored summary is found again, whatever the language is."""
    engine, _, _ = engines()
    assert engine.model.name == "bag (English), bag of all languages (other languages)"
    models = {answer.model for answer in engine.summarise([GERMAN, ENGLISH]) if isinstance(answer, Summary)}
    assert models == {engine.model}


def test_each_summary_names_the_engine_that_chose_its_points() -> None:
    engine, _, _ = engines()
    german, english = (answer for answer in engine.summarise([GERMAN, ENGLISH]) if isinstance(answer, Summary))
    assert german.chooser.name == "bag of all languages"
    assert english.chooser.name == "bag"


def test_points_that_rules_chose_name_no_model() -> None:
    made = next(iter(ExtractiveSummariser(BagEncoder()).summarise([GERMAN])))
    assert isinstance(made, Summary)
    assert (made.model.name, made.chooser.name) == ("bag", "language rules")


def test_a_single_engine_is_the_chooser_of_its_own_points() -> None:
    made = next(iter(ExtractiveSummariser(BagEncoder()).summarise([ENGLISH])))
    assert isinstance(made, Summary)
    assert made.chosen_by is None
    assert made.chooser == made.model
