"""What can be read off a model's folder, and what is said when something of it is missing."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from digest.errors import ModelError
from digest.summarise.model_files import (
    ModelKind,
    ModelRef,
    fingerprint,
    kind_of,
    licence_of,
    locate,
    parameter_count,
    weights_bytes,
)
from tests.summarise.generative.conftest import Folders

COMMIT = "37f520fa929c961707657b28798b30c003dd100b"


def in_the_cache(cache: Path, folder: Path, name: str = "example/tiny-bart") -> ModelRef:
    """The folder as the hub's cache holds a commit of it."""
    place = cache / f"models--{name.replace('/', '--')}" / "snapshots" / COMMIT
    shutil.copytree(folder, place)
    return ModelRef(name, COMMIT, cache=cache)


def why(named: ModelRef) -> str:
    with pytest.raises(ModelError) as caught:
        locate(named)
    return str(caught.value)


def test_a_pinned_commit_is_found_in_the_cache_without_a_network(tmp_path: Path, folder_of: Folders) -> None:
    named = in_the_cache(tmp_path, folder_of("bart"))
    assert locate(named).name == COMMIT
    assert (named.display_name, named.revision_id) == ("example/tiny-bart", COMMIT)


def test_what_the_cache_lacks_is_named_with_the_command_that_gets_it(tmp_path: Path, folder_of: Folders) -> None:
    get = f"hf download example/tiny-bart --revision {COMMIT}"
    assert get in why(ModelRef("example/tiny-bart", COMMIT, cache=tmp_path))
    named = in_the_cache(tmp_path, folder_of("bart"))
    (locate(named) / "model.safetensors").unlink()
    assert "model.safetensors is missing" in why(named)
    assert get in why(named)


def test_pickled_weights_are_never_taken(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    assert "could run code" in why(ModelRef(str(tmp_path)))


def test_every_part_of_split_weights_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    parts = [f"model-0000{n}-of-00002.safetensors" for n in (1, 2)]
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": dict(zip("ab", parts, strict=True))}))
    save_file({"a": torch.zeros(3, 4)}, tmp_path / parts[0])
    assert f"{parts[1]} is missing" in why(ModelRef(str(tmp_path)))
    save_file({"b": torch.zeros(5)}, tmp_path / parts[1])
    assert locate(ModelRef(str(tmp_path))) == tmp_path
    assert parameter_count(tmp_path) == 17


def test_a_folder_that_is_not_there_says_how_the_hub_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "a name on the hub needs `revision`" in why(ModelRef("facebook/bart-large-cnn"))


def test_kind_size_and_licence_are_read_off_the_folder(folder_of: Folders) -> None:
    assert [kind_of(folder_of(family)) for family in ("bart", "t5", "llama")] == [
        ModelKind.SEQ2SEQ,
        ModelKind.SEQ2SEQ,
        ModelKind.CHAT,
    ]
    assert licence_of(folder_of("bart")) == "apache-2.0"
    assert weights_bytes(folder_of("bart")) > 4 * parameter_count(folder_of("bart")) > 0


def test_another_weight_another_tokenizer_another_setting_is_another_fingerprint(tmp_path: Path, folder_of: Folders) -> None:
    first = fingerprint(folder_of("bart"))
    copy = shutil.copytree(folder_of("bart"), tmp_path / "copy")
    assert fingerprint(copy) == first
    seen = {first}
    for name in ("model.safetensors", "tokenizer.json", "generation_config.json"):
        content = (copy / name).read_bytes()
        (copy / name).write_bytes(content[:-2] + b"x" + content[-1:])
        os.utime(copy / name, ns=(1, 1))
        seen.add(fingerprint(copy))
    assert len(seen) == 4
    (copy / "README.md").write_text("another card")
    assert fingerprint(copy) in seen


def test_large_weights_are_sampled_at_both_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.summarise.model_files.MAX_HASHED_WHOLE", 1 << 21)
    weights, seen = tmp_path / "model.safetensors", set()
    for place in (None, 0, (3 << 20) - 1):
        content = bytearray(3 << 20)
        if place is not None:
            content[place] = 1
        weights.write_bytes(content)
        os.utime(weights, ns=(len(seen), len(seen)))
        seen.add(fingerprint(tmp_path))
    assert len(seen) == 3
