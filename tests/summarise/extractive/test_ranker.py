"""The trained ranker: its files belong together, and it finds news that the baseline does not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from digest.errors import ModelError
from digest.records import Role, Statement, Summary
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import BASELINE_SETTINGS, ExtractiveSummariser
from digest.summarise.extractive.features import describe
from digest.summarise.extractive.packaged_model import SHA256
from digest.summarise.extractive.ranker import METADATA, WEIGHTS, Ranker, RankerInput, packaged_ranker
from tests.summarise.evidence import problems
from tests.summarise.fakes import BagEncoder, statement

PACKAGED = packaged_ranker()
assert PACKAGED is not None

READOUT = statement(
    ["Thank you all very much for coming here today.", "It is really good to see so many friends in this room."],
    ["Secretary Blinken met today with Foreign Minister Huitfeldt of Norway in Oslo.", "It was a good meeting."],
    ["The United States will provide $250 million in humanitarian assistance to Ukraine through the United Nations."],
    ("QUESTION: Will the United States send more air defence systems this month?", Role.QUESTION),
    ["We always love visiting this beautiful city.", "The fjord is something that everyone should see once."],
    title="Secretary Blinken’s Meeting with Norwegian Foreign Minister Huitfeldt",
)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(device="cpu")


def answer(encoder: SentenceEncoder, *given: Statement) -> list[Summary]:
    return [made for made in ExtractiveSummariser(encoder).summarise(given) if isinstance(made, Summary)]


def test_the_packaged_ranker_was_trained_on_the_packaged_encoder() -> None:
    assert Ranker(PACKAGED).encoder == SHA256
    assert ExtractiveSummariser(SentenceEncoder()).model.settings.startswith("ranker ")


def test_another_encoder_gets_the_baseline() -> None:
    assert ExtractiveSummariser(BagEncoder()).model.settings.startswith(BASELINE_SETTINGS)
    assert ExtractiveSummariser(SentenceEncoder(), trained=False).model.settings.startswith(BASELINE_SETTINGS)


def test_damaged_weights_are_refused(tmp_path: Path, encoder: SentenceEncoder) -> None:
    shutil.copy(PACKAGED / METADATA, tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"not weights")
    sentences = all_sentences(READOUT)
    embeddings = encoder.encode_layers([sentence.text for sentence in sentences])
    with pytest.raises(ModelError, match="is damaged"):
        Ranker(tmp_path).predict([RankerInput(embeddings, describe(READOUT, sentences, embeddings.final, None))])


def test_unreadable_metadata_is_named(tmp_path: Path) -> None:
    (tmp_path / METADATA).write_text("{}")
    with pytest.raises(ModelError, match=r"ranker\.json cannot be read"):
        Ranker(tmp_path)


def test_news_is_chosen_and_courtesies_are_not(encoder: SentenceEncoder) -> None:
    (summary,) = answer(encoder, READOUT)
    assert [point.text[:20] for point in summary.points] == ["Secretary Blinken me", "The United States wi"]
    assert problems(summary, READOUT) == ()


def test_the_points_are_the_same_alone_and_in_bulk(encoder: SentenceEncoder) -> None:
    others = [statement(f"Sentence {i} of another statement about office {i}.", title=f"Office {i}") for i in range(70)]
    assert answer(encoder, *others, READOUT)[-1] == answer(encoder, READOUT)[0]


def test_a_statement_gets_the_same_grades_alone_and_beside_longer_ones(encoder: SentenceEncoder) -> None:
    texts = [READOUT, statement(*(f"Office {i} opens in town {i} today." for i in range(30)), title="Offices")]
    given = []
    for text in texts:
        sentences = all_sentences(text)
        embeddings = encoder.encode_layers([sentence.text for sentence in sentences])
        given.append(RankerInput(embeddings, describe(text, sentences, embeddings.final, None)))
    ranker = Ranker(PACKAGED)
    together, alone = ranker.predict(given), [ranker.predict([one])[0] for one in given]
    for one, other in zip(together, alone, strict=True):
        assert one.grade == pytest.approx(other.grade, abs=1e-5)
        assert one.orphan == pytest.approx(other.orphan, abs=1e-5)


def test_texts_in_other_languages_need_no_device() -> None:
    texts = [replace(statement("Le ministre a signé un accord avec le Gouvernement."), language="fr"), statement("お知らせ")]
    engine = ExtractiveSummariser(SentenceEncoder(device="auto"))
    for given in ([texts[0]], texts):
        made = list(engine.summarise(given))
        assert all(isinstance(each, Summary) and each.points for each in made)
        assert {each.model.device for each in made if isinstance(each, Summary)} == {"cpu"}


def test_bfloat16_chooses_the_same_points(encoder: SentenceEncoder) -> None:
    halved = SentenceEncoder(device="cpu", precision="bfloat16")
    assert [p.text for p in answer(halved, READOUT)[0].points] == [p.text for p in answer(encoder, READOUT)[0].points]


def test_a_precision_other_than_float32_is_part_of_the_settings() -> None:
    assert ExtractiveSummariser(SentenceEncoder(precision="bfloat16")).model.settings.endswith(", bfloat16")
    assert ExtractiveSummariser(SentenceEncoder(precision="auto")).model.settings.endswith(", auto")


def test_features_are_finite_for_any_statement() -> None:
    for given in (READOUT, statement("One."), statement(("?", Role.QUESTION), "( [ ] )", title="?")):
        sentences = all_sentences(given)
        vectors = BagEncoder().encode([sentence.text for sentence in sentences])
        rows = describe(given, sentences, vectors, vectors[:1])
        assert rows.shape[0] == len(sentences)
        assert np.isfinite(rows).all()
