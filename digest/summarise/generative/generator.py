"""A generating model that is loaded at its first use: counts tokens, and runs requests in batches.

The engines use this module and import neither torch nor transformers. How one batch is generated is in `hf_model.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.errors import ModelError
from digest.records import Model
from digest.summarise.generative.batching import Batcher, GenerationRequest, GenerationResult
from digest.summarise.model_files import ModelKind, ModelRef, locate

if TYPE_CHECKING:
    from digest.summarise.generative.hf_model import HfModel

Precision = Literal["auto", "float32", "bfloat16", "float16"]

UNKNOWN_REVISION = "files missing"
"""The revision of a model with unreadable files: no stored summary has it."""


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """How a model is run. None for `beams` or `tokens` (the longest input) means the model's own value."""

    device: str = "auto"
    precision: Precision = "auto"
    beams: int | None = None
    tokens: int | None = None

    def __str__(self) -> str:
        """The settings that change the output, as they are stored with every summary."""
        parts: list[str] = [self.precision]
        parts += [f"{self.beams} beams"] if self.beams else []
        parts += [f"{self.tokens} tokens"] if self.tokens else []
        return ", ".join(parts)


class Generator:
    """The model at `ref`, run with `settings`. Nothing is loaded before the first text is counted or generated."""

    def __init__(self, ref: ModelRef, kind: ModelKind, settings: GenerationSettings = GenerationSettings()) -> None:
        self.ref, self.kind, self.settings = ref, kind, settings
        self._hf_model: HfModel | None = None
        self._batcher: Batcher | None = None

    def model(self, version: str) -> Model:
        """Describe the model: name, commit or fingerprint, device, and all settings that change its output. Loads nothing.

        `version` is the engine's own: it changes with what the engine asks of the model.
        """
        try:
            revision = self.ref.revision_id
        except ModelError:
            revision = UNKNOWN_REVISION
        device = self._hf_model.device if self._hf_model else self.settings.device
        return Model(self.ref.display_name, revision, device, f"{version}, {self.settings}")

    @property
    def generated(self) -> int:
        """The number of tokens generated so far."""
        return self._hf_model.generated if self._hf_model else 0

    @property
    def hf_model(self) -> HfModel:
        """The loaded model. Raise ModelError if it cannot be loaded."""
        if self._hf_model is None:
            folder = locate(self.ref)
            from digest.summarise.generative.hf_model import HfModel

            self._hf_model = HfModel(folder, self.kind, self.settings.device, self.settings.precision, self.settings.beams)
        return self._hf_model

    @property
    def input_tokens(self) -> int:
        """The longest input in tokens, special tokens included."""
        spec, wanted = self.hf_model.spec, self.settings.tokens
        if wanted is None:
            return spec.input_tokens
        return wanted if spec.has_relative_positions else min(spec.input_tokens, wanted)

    def count(self, text: str) -> int:
        """Return the number of tokens of a text, special tokens included."""
        return len(self.hf_model.tokenizer.encode(text))

    def generate(self, requests: Sequence[GenerationRequest]) -> list[GenerationResult]:
        """Return the text or the failure of each request, in the order given."""
        model = self.hf_model
        if self._batcher is None:
            self._batcher = Batcher(model.batch_budget)
        return self._batcher.run(requests, model.generate)
