"""Model files: finding them, what is missing, and the facts read from them without loading a model."""

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
from tests.summarise.conftest import Folders

COMMIT = "37f520fa929c961707657b28798b30c003dd100b"


def in_the_cache(cache: Path, folder: Path, name: str = "example/tiny-bart") -> ModelRef:
    """Copy the folder to where the hub's cache holds a commit."""
    place = cache / f"models--{name.replace('/', '--')}" / "snapshots" / COMMIT
    shutil.copytree(folder, place)
    return ModelRef(name, COMMIT, cache=cache)


def problem_with(ref: ModelRef) -> str:
    with pytest.raises(ModelError) as caught:
        locate(ref)
    return str(caught.value)


def test_a_pinned_commit_is_found_in_the_cache_without_a_network(tmp_path: Path, folder_of: Folders) -> None:
    ref = in_the_cache(tmp_path, folder_of("bart"))
    assert locate(ref).name == COMMIT
    assert (ref.display_name, ref.revision_id) == ("example/tiny-bart", COMMIT)


def test_a_missing_model_or_file_is_named_with_the_command_that_downloads_it(tmp_path: Path, folder_of: Folders) -> None:
    command = f"hf download example/tiny-bart --revision {COMMIT}"
    assert command in problem_with(ModelRef("example/tiny-bart", COMMIT, cache=tmp_path))
    ref = in_the_cache(tmp_path, folder_of("bart"))
    (locate(ref) / "model.safetensors").unlink()
    assert "model.safetensors is missing" in problem_with(ref)
    assert command in problem_with(ref)


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    assert "could run code" in problem_with(ModelRef(str(tmp_path)))


def test_every_part_of_split_weights_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    parts = [f"model-0000{n}-of-00002.safetensors" for n in (1, 2)]
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": dict(zip("ab", parts, strict=True))}))
    save_file({"a": torch.zeros(3, 4)}, tmp_path / parts[0])
    assert f"{parts[1]} is missing" in problem_with(ModelRef(str(tmp_path)))
    save_file({"b": torch.zeros(5)}, tmp_path / parts[1])
    assert locate(ModelRef(str(tmp_path))) == tmp_path
    assert parameter_count(tmp_path) == 17


def test_a_missing_folder_is_reported_with_how_to_name_a_model_on_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "a name on the hub needs `revision`" in problem_with(ModelRef("facebook/bart-large-cnn"))


def test_kind_size_and_licence_are_read_from_the_folder(folder_of: Folders) -> None:
    assert [kind_of(folder_of(family)) for family in ("bart", "t5", "llama")] == [
        ModelKind.SEQ2SEQ,
        ModelKind.SEQ2SEQ,
        ModelKind.CHAT,
    ]
    assert licence_of(folder_of("bart")) == "apache-2.0"
    assert weights_bytes(folder_of("bart")) > 4 * parameter_count(folder_of("bart")) > 0


def test_the_fingerprint_changes_with_weights_tokenizer_and_settings_but_not_with_the_card(
    tmp_path: Path, folder_of: Folders
) -> None:
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
