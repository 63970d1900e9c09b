"""A model that writes, loaded when the first text is written: tokens, pieces and batches of what engines ask it for.

The engines know this, and nothing of torch. Decides how large a batch may be; how one is written is in `network.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.errors import ModelError
from digest.records import Model
from digest.summarise.generative.batching import Batches, GenerationRequest, GenerationResult
from digest.summarise.model_files import ModelKind, ModelRef, locate

if TYPE_CHECKING:
    from digest.summarise.generative.hf_model import HfModel

Precision = Literal["auto", "float32", "bfloat16", "float16"]

UNREAD = "files missing"
"""The revision of a model whose files cannot be read: nothing that it wrote is known."""


@dataclass(frozen=True, slots=True)
class GenerationSettings:
    """How a model is run. `beams` and `tokens` (the most in one piece) are the model's own where they are None."""

    device: str = "auto"
    precision: Precision = "auto"
    beams: int | None = None
    tokens: int | None = None

    def __str__(self) -> str:
        chosen: list[str] = [self.precision]
        chosen += [f"{self.beams} beams"] if self.beams else []
        chosen += [f"{self.tokens} tokens"] if self.tokens else []
        return ", ".join(chosen)


class Generator:
    """The model `named`, as `settings` have it."""

    def __init__(self, named: ModelRef, kind: ModelKind, settings: GenerationSettings = GenerationSettings()) -> None:
        self.named, self.kind, self.settings = named, kind, settings
        self._network: HfModel | None = None
        self._batches: Batches | None = None

    def model(self, version: str) -> Model:
        """Who writes: name, commit or fingerprint, device, and what else changes an answer. Loads nothing."""
        try:
            revision = self.named.revision_id
        except ModelError:
            revision = UNREAD
        device = self._network.device if self._network else self.settings.device
        return Model(self.named.display_name, revision, device, f"{version}, {self.settings}")

    @property
    def generated(self) -> int:
        """How many tokens it has written so far."""
        return self._network.generated if self._network else 0

    @property
    def network(self) -> HfModel:
        """The network. Raise ModelError if it cannot be loaded."""
        if self._network is None:
            folder = locate(self.named)
            from digest.summarise.generative.hf_model import HfModel

            self._network = HfModel(folder, self.kind, self.settings.device, self.settings.precision, self.settings.beams)
        return self._network

    @property
    def limit(self) -> int:
        """How many tokens it reads in one piece."""
        manner, wanted = self.network.manner, self.settings.tokens
        if wanted is None:
            return manner.limit
        return wanted if manner.takes_any_length else min(manner.limit, wanted)

    def count(self, text: str) -> int:
        """How many tokens a text has, special ones included."""
        return len(self.network.tokens.encode(text))

    def write(self, orders: Sequence[GenerationRequest]) -> list[GenerationResult]:
        """What it writes for each order, in the order given, or why it cannot."""
        network = self.network
        if self._batches is None:
            self._batches = Batches(network.budget)
        return self._batches.write(orders, network.write)
