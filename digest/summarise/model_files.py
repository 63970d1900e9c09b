"""Where a model's files are: a folder, or what the hub's cache holds of a pinned commit; and what can be read off them.

Loads no network. The only importer of huggingface_hub; nothing is fetched unless it is allowed.
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

ONE_FILE = "model.safetensors"
INDEX = "model.safetensors.index.json"
WANTED = ("*.json", "*.safetensors", "*.model", "*.txt", "*.jinja", "README.md")
"""What is fetched of a model: never pickled weights, never code."""
DECIDES = (".json", ".safetensors", ".model", ".txt", ".jinja")

WHOLE = 64 << 20
BLOCKS, BLOCK = 256, 1 << 12
"""Of a weights file of more than 64 MiB the fingerprint takes 256 blocks of 4 KiB at equal distances: reading gigabytes at
every start would cost more than the work, and training changes every block."""


class Kind(StrEnum):
    """What a network is for."""

    SEQ2SEQ = "seq2seq"
    CHAT = "chat"
    ENCODER = "encoder"


@dataclass(frozen=True, slots=True)
class Named:
    """A model as it is named: a folder, or with a `revision` a name on the hub, at that commit.

    `download` allows to fetch what the cache lacks; `cache` is the hub's cache, its usual one if None.
    """

    name: str
    revision: str = ""
    download: bool = False
    cache: Path | None = None

    @property
    def title(self) -> str:
        """What readers call it."""
        return self.name if self.revision else Path(self.name).resolve().name

    @property
    def identity(self) -> str:
        """The commit, or the fingerprint of the folder. Raise ModelError if the folder cannot be read."""
        return self.revision or fingerprint(locate(self))


def locate(model: Named) -> Path:
    """The folder with the files. Raise ModelError, with what to do, if one that is needed is missing."""
    folder = _of_hub(model) if model.revision else Path(model.name)
    if not folder.is_dir():
        raise ModelError(f"model {model.name!r}: there is no such folder (a name on the hub needs `revision`, its commit)")
    _check(model, folder)
    return folder


def _of_hub(model: Named) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()  # cron mails whatever is printed
    try:
        found = snapshot_download(
            model.name,
            revision=model.revision,
            cache_dir=model.cache,
            local_files_only=not model.download,
            allow_patterns=list(WANTED),
        )
    except LocalEntryNotFoundError as error:
        where = "neither on this machine nor reached on the hub" if model.download else "not on this machine"
        raise ModelError(f"model {model.name!r}: {where}: {_how_to_get(model)}") from error
    except (HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelError(f"model {model.name!r}: cannot be fetched: {str(error).splitlines()[0]}") from error
    return Path(found)


def _how_to_get(model: Named) -> str:
    command = f"run `hf download {model.name} --revision {model.revision}`"
    return command if model.download else f"{command}, or set `download: true`"


def _check(model: Named, folder: Path) -> None:
    needed = ["config.json", *sorted(_weights_named(folder))]
    missing = [name for name in needed if not (folder / name).is_file()]
    if not missing:
        return
    get = f": {_how_to_get(model)}" if model.revision else ""
    if missing == [ONE_FILE] and any(folder.glob("*.bin")):
        raise ModelError(
            f"model {model.name!r}: its weights are pickled (.bin), which could run code and are never loaded: "
            "take one with safetensors, or convert it"
        )
    raise ModelError(f"model {model.name!r}: {missing[0]} is missing{get}")


def _weights_named(folder: Path) -> set[str]:
    """The weights files that there must be."""
    index = folder / INDEX
    if (folder / ONE_FILE).is_file() or not index.is_file():
        return {ONE_FILE}
    return set(read_json(index).get("weight_map", {}).values()) or {ONE_FILE}


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file of a model. Raise ModelError if there is none."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"model {str(path.parent)!r}: {path.name} cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise ModelError(f"model {str(path.parent)!r}: {path.name} is not a JSON object")
    return value


def kind_of(folder: Path) -> Kind:
    """What the network in `folder` is for, by the class that its configuration names."""
    config = read_json(folder / "config.json")
    classes = " ".join(str(name) for name in config.get("architectures") or ())
    if config.get("is_encoder_decoder") or "ConditionalGeneration" in classes:
        return Kind.SEQ2SEQ
    return Kind.CHAT if "CausalLM" in classes or "LMHeadModel" in classes else Kind.ENCODER


def fingerprint(folder: Path) -> str:
    """The sha256, in hexadecimal, of all files that decide what the model answers, of large ones by samples."""
    files = sorted(path for path in folder.iterdir() if path.suffix in DECIDES and path.is_file())
    return _fingerprint(tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=8)
def _fingerprint(files: tuple[tuple[Path, int, int], ...]) -> str:
    whole = hashlib.sha256()
    for path, size, _ in files:
        whole.update(f"{path.name}\0{size}\0".encode())
        try:
            with path.open("rb") as file:
                for start, length in _samples(size):
                    file.seek(start)
                    whole.update(file.read(length))
        except OSError as error:
            raise ModelError(f"model {str(path.parent)!r}: {path.name} cannot be read: {error.strerror}") from error
    return whole.hexdigest()


def _samples(size: int) -> Iterator[tuple[int, int]]:
    if size <= WHOLE:
        yield 0, size
        return
    for number in range(BLOCKS):
        yield number * (size - BLOCK) // (BLOCKS - 1), BLOCK


def size_of(folder: Path) -> int:
    """The bytes of its weights on disk."""
    return sum(path.stat().st_size for path in folder.glob("*.safetensors"))


def parameters_of(folder: Path) -> int:
    """How many numbers its weights are, from the headers of the files alone; 0 where there are none."""
    return sum(_numbers(path) for path in folder.glob("*.safetensors"))


def _numbers(path: Path) -> int:
    """Of one file, by the format's header: eight bytes of length, then JSON (huggingface/safetensors, README)."""
    try:
        with path.open("rb") as file:
            header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        return sum(math.prod(tensor["shape"]) for name, tensor in header.items() if name != "__metadata__")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"model {str(path.parent)!r}: {path.name} is damaged: {error}") from error


def licence_of(folder: Path) -> str:
    """The licence that its card names; empty where it has none."""
    card = folder / "README.md"
    if not card.is_file():
        return ""
    head = re.match(r"---\s*\n(.*?)\n---", card.read_text("utf-8", "replace"), re.S)
    named = re.search(r"^license:[ \t]*[\"']?([\w.+-]+)", head[1], re.M) if head else None
    return named[1] if named else ""
