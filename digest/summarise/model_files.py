"""Finds a model's files, in a folder or in the Hugging Face hub's cache, and reads facts from them.

Loads no weights and builds no network. The only importer of huggingface_hub; downloads only where the caller allows it.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from digest.errors import ModelError

SINGLE_WEIGHTS_FILE = "model.safetensors"
WEIGHTS_INDEX_FILE = "model.safetensors.index.json"
DOWNLOAD_PATTERNS = ("*.json", "*.safetensors", "*.model", "*.txt", "*.jinja", "README.md")
"""The files that are downloaded: never pickled weights, never code."""
FINGERPRINTED_SUFFIXES = (".json", ".safetensors", ".model", ".txt", ".jinja")

MAX_HASHED_WHOLE = 64 << 20
SAMPLES, SAMPLE_BYTES = 256, 1 << 12
"""Of a file larger than 64 MiB, the fingerprint reads 256 blocks of 4 KiB at equal distances. Reading gigabytes at every start
would cost more than the work itself, and training changes every block."""


class ModelKind(StrEnum):
    """What a model does: summarise (`seq2seq`), follow instructions (`chat`) or encode sentences (`encoder`)."""

    SEQ2SEQ = "seq2seq"
    CHAT = "chat"
    ENCODER = "encoder"


@dataclass(frozen=True, slots=True)
class ModelRef:
    """Names a model: the path of a folder, or with a `revision` a name on the hub at that commit.

    `download` allows the files that the cache lacks to be fetched. `cache` is the folder of the hub's cache; None means the
    hub's default.
    """

    name: str
    revision: str = ""
    download: bool = False
    cache: Path | None = None

    @property
    def display_name(self) -> str:
        """The name shown to readers: the name on the hub, or the last part of the folder's path."""
        return self.name if self.revision else Path(self.name).resolve().name

    @property
    def revision_id(self) -> str:
        """The commit, or the fingerprint of the folder. Raise ModelError if the folder cannot be read."""
        return self.revision or fingerprint(locate(self))


def locate(model: ModelRef) -> Path:
    """Return the folder with the model's files. Raise ModelError, with what to do, if a required file is missing."""
    folder = _hub_snapshot(model) if model.revision else Path(model.name)
    if not folder.is_dir():
        raise ModelError(f"model {model.name!r}: there is no such folder (a name on the hub needs `revision`, its commit)")
    _check_complete(model, folder)
    return folder


def _hub_snapshot(model: ModelRef) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()  # cron mails everything that a job prints
    try:
        found = snapshot_download(
            model.name,
            revision=model.revision,
            cache_dir=model.cache,
            local_files_only=not model.download,
            allow_patterns=list(DOWNLOAD_PATTERNS),
        )
    except LocalEntryNotFoundError as error:
        where = "not on this machine, and the hub cannot be reached" if model.download else "not on this machine"
        raise ModelError(f"model {model.name!r}: {where}: {_download_hint(model)}") from error
    except (HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelError(f"model {model.name!r}: cannot be downloaded: {str(error).splitlines()[0]}") from error
    return Path(found)


def _download_hint(model: ModelRef) -> str:
    command = f"run `hf download {model.name} --revision {model.revision}`"
    return command if model.download else f"{command}, or set `download: true`"


def _check_complete(model: ModelRef, folder: Path) -> None:
    required = ["config.json", *sorted(_weights_files(folder))]
    missing = [name for name in required if not (folder / name).is_file()]
    if not missing:
        return
    if missing == [SINGLE_WEIGHTS_FILE] and any(folder.glob("*.bin")):
        raise ModelError(
            f"model {model.name!r}: its weights are pickled (.bin). Pickles could run code, so they are never loaded: "
            "use a model with safetensors, or convert it"
        )
    hint = f": {_download_hint(model)}" if model.revision else ""
    raise ModelError(f"model {model.name!r}: {missing[0]} is missing{hint}")


def _weights_files(folder: Path) -> set[str]:
    """The names of the weights files that the folder must contain."""
    index = folder / WEIGHTS_INDEX_FILE
    if (folder / SINGLE_WEIGHTS_FILE).is_file() or not index.is_file():
        return {SINGLE_WEIGHTS_FILE}
    return set(read_json(index).get("weight_map", {}).values()) or {SINGLE_WEIGHTS_FILE}


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file of a model. Raise ModelError if it cannot be read or is not an object."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"model {str(path.parent)!r}: {path.name} cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise ModelError(f"model {str(path.parent)!r}: {path.name} is not a JSON object")
    return value


def kind_of(folder: Path) -> ModelKind:
    """Return the kind of the model in `folder`, from the class named in its config.json."""
    config = read_json(folder / "config.json")
    classes = " ".join(str(name) for name in config.get("architectures") or ())
    if config.get("is_encoder_decoder") or "ConditionalGeneration" in classes:
        return ModelKind.SEQ2SEQ
    return ModelKind.CHAT if "CausalLM" in classes or "LMHeadModel" in classes else ModelKind.ENCODER


def fingerprint(folder: Path) -> str:
    """Return the sha256, in hexadecimal, of all files that affect the model's output. Large files are sampled."""
    files = sorted(path for path in folder.iterdir() if path.suffix in FINGERPRINTED_SUFFIXES and path.is_file())
    return _fingerprint(tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=8)
def _fingerprint(files: tuple[tuple[Path, int, int], ...]) -> str:
    """The hash of (path, size, modification time) entries; the time is only part of the cache key."""
    total = hashlib.sha256()
    for path, size, _ in files:
        total.update(f"{path.name}\0{size}\0".encode())
        try:
            with path.open("rb") as file:
                for start, length in _samples(size):
                    file.seek(start)
                    total.update(file.read(length))
        except OSError as error:
            raise ModelError(f"model {str(path.parent)!r}: {path.name} cannot be read: {error.strerror}") from error
    return total.hexdigest()


def _samples(size: int) -> Iterator[tuple[int, int]]:
    """The (start, length) of the blocks of a file that are hashed."""
    if size <= MAX_HASHED_WHOLE:
        yield 0, size
        return
    for number in range(SAMPLES):
        yield number * (size - SAMPLE_BYTES) // (SAMPLES - 1), SAMPLE_BYTES


def weights_bytes(folder: Path) -> int:
    """Return the size of the model's weights on disk, in bytes."""
    return sum(path.stat().st_size for path in folder.glob("*.safetensors"))


def parameter_count(folder: Path) -> int:
    """Return the number of parameters, read from the headers of the weights files; 0 if there are none."""
    return sum(_parameters_in(path) for path in folder.glob("*.safetensors"))


def _parameters_in(path: Path) -> int:
    """The parameters in one file. Its header is eight bytes of length, then JSON (huggingface/safetensors, README)."""
    try:
        with path.open("rb") as file:
            header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        return sum(math.prod(tensor["shape"]) for name, tensor in header.items() if name != "__metadata__")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"model {str(path.parent)!r}: {path.name} is damaged: {error}") from error


def licence_of(folder: Path) -> str:
    """Return the licence named in the model card (README.md); "" if there is none."""
    card = folder / "README.md"
    if not card.is_file():
        return ""
    front_matter = re.match(r"---\s*\n(.*?)\n---", card.read_text("utf-8", "replace"), re.S)
    licence = re.search(r"^license:[ \t]*[\"']?([\w.+-]+)", front_matter[1], re.M) if front_matter else None
    return licence[1] if licence else ""
