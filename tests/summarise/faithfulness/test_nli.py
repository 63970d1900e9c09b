"""The entailment model, with a tiny model of random weights that always favours one label."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from digest.builders.engine_choice import build_engines
from digest.config.loader import load_settings
from digest.config.summarise_settings import ExtractiveSettings, ServerSettings, override_engine
from digest.errors import ModelError
from digest.records import Verdict
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.faithfulness.nli import EntailmentModel
from tests.summarise.fakes import statement

TEXT = statement("The ministers agreed to lift the tariffs on steel by the first of June.", "They met in Geneva.")
POINT = "Ministers agreed to lift the tariffs on steel."


def made(folder: Path, *, labels: tuple[str, ...] = ("contradiction", "entailment", "neutral"), favours: int = 1) -> Path:
    """A model that always gives the label number `favours` a probability of nine tenths or more."""
    words = "[PAD] [CLS] [SEP] [UNK] the ministers agreed to lift tariffs on steel by first of june they met in geneva".split()
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=64)
    fast.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    torch.manual_seed(1)
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.zero_()
        model.classifier.bias[favours] = 4
    model.save_pretrained(folder)
    return folder


@pytest.mark.parametrize("label", ["entailment", "ENTAILMENT", "entails"])
def test_the_label_is_found_by_its_name(tmp_path: Path, label: str) -> None:
    model = EntailmentModel(made(tmp_path / "nli", labels=("neutral", "contradiction", label), favours=2), "cpu")
    assert model("The ministers met.", "They met.") > 0.9


def test_a_point_that_does_not_follow_is_replaced_and_the_model_is_named(tmp_path: Path) -> None:
    gate = Gate(entailment=EntailmentModel(made(tmp_path / "my-nli", favours=0), "cpu"))
    result = gate.check(POINT, TEXT)
    assert result is not None
    assert result.point.verdict is Verdict.REPLACED
    assert "does not follow" in result.point.replaced
    assert "my-nli" in result.point.replaced


def test_a_point_that_follows_passes_and_a_verbatim_sentence_needs_no_model(tmp_path: Path) -> None:
    follows = Gate(entailment=EntailmentModel(made(tmp_path / "yes"), "cpu")).check(POINT, TEXT)
    absent = Gate(entailment=EntailmentModel(tmp_path / "absent", "cpu"))
    exact = absent.check(TEXT.sentences[1].of(TEXT.text), TEXT)
    assert follows is not None
    assert exact is not None
    assert (follows.point.verdict, exact.point.verdict) == (Verdict.SUPPORTED, Verdict.VERBATIM)


def test_long_evidence_is_truncated_to_the_models_limit(tmp_path: Path) -> None:
    model = EntailmentModel(made(tmp_path / "nli"), "cpu")
    assert model("The ministers met. " * 200, "They met.") > 0.9


def test_other_weights_change_the_settings_of_the_engine(tmp_path: Path) -> None:
    first = Gate(entailment=EntailmentModel(made(tmp_path / "a"), "cpu"))
    second = Gate(entailment=EntailmentModel(made(tmp_path / "b", favours=2), "cpu"))
    assert len({first.settings, second.settings, Gate().settings}) == 3


def test_the_configuration_names_its_folder(tmp_path: Path) -> None:
    made(tmp_path / "my-nli")
    (tmp_path / "digest.yaml").write_text(
        "sources: [{name: here, files: 'in/*.txt'}]\ndigests: {morning: {deliver: [{file: 'out/{day}.md'}]}}\n"
        "summarise: {engine: server, url: 'http://127.0.0.1:9/v1', name: tiny, nli: my-nli}\n"
    )
    settings = load_settings(tmp_path / "digest.yaml")
    engine, _ = build_engines(settings.summarise, settings.root, "cpu")
    assert "entailment by my-nli" in engine.model.settings


def test_a_model_named_in_a_command_is_checked_by_it_too(tmp_path: Path) -> None:
    made(tmp_path / "my-nli")
    chosen = ServerSettings(url="http://127.0.0.1:9/v1", name="tiny", nli=Path("my-nli"))
    asked = override_engine(chosen, "seq2seq", "bart", "", tmp_path)
    engine, fallback = build_engines(asked, Path(), "cpu")
    assert "entailment by my-nli" in engine.model.settings
    assert fallback is None
    assert isinstance(override_engine(chosen, "extractive", "other", "", tmp_path), ExtractiveSettings)


def test_a_model_without_an_entailment_label_is_refused_and_its_labels_named(tmp_path: Path) -> None:
    model = EntailmentModel(made(tmp_path / "nli", labels=("positive", "negative", "mixed")), "cpu")
    with pytest.raises(ModelError, match=r"none of its labels is entailment \(they are: positive, negative, mixed\)"):
        model("a", "b")


def test_a_folder_without_a_model_raises_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"id2label": {"0": "entailment"}, "model_type": "bert"}))
    with pytest.raises(ModelError):
        EntailmentModel(tmp_path, "cpu")("a", "b")
    with pytest.raises(ModelError, match=r"config\.json cannot be read"):
        EntailmentModel(tmp_path / "absent", "cpu")("a", "b")
