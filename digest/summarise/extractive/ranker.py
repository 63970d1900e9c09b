"""The trained ranker: reads and checks its packaged weights, and grades the sentences of a statement.

The weights are trained by `tests/quality/train_ranker.py`; `MODEL_CARD.md` describes the training data. Imports torch only when
the first statement is graded. Where its files are missing the engine uses `baseline.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from digest.errors import ModelError
from digest.summarise.extractive.encoder import Embeddings, batches
from digest.summarise.extractive.features import Features

if TYPE_CHECKING:
    from digest.summarise.extractive.ranker_model import RankerModel

Scale = tuple[Features, Features]
"""Mean and standard deviation of each feature: (f,) each."""

WEIGHTS = "ranker.safetensors"
METADATA = "ranker.json"
"""Beside the weights: their sha256, the fingerprint of the encoder that they were trained on, and the size of the networks."""

MAX_BATCH_SENTENCES = 512
"""Sentences of a batch, padding included. A statement has about 25; one at a time takes four times as long."""


@dataclass(frozen=True, slots=True)
class RankerInput:
    """The ranker's input for the sentences of one statement."""

    embeddings: Embeddings  # n rows
    features: Features  # (n, f)


@dataclass(frozen=True, slots=True)
class RankerOutput:
    """The ranker's grades for the sentences of one statement.

    `grade` is the expected grade, 0 to 2. `orphan` is the probability that the sentence cannot be understood alone.
    """

    grade: npt.NDArray[np.float64]  # (n,)
    orphan: npt.NDArray[np.float64]  # (n,)


def packaged_ranker() -> Path | None:
    """The folder of the packaged ranker; None if its files are not there."""
    return _complete(Path(__file__).parent)


def multilingual_ranker() -> Path | None:
    """The folder of the ranker over the vectors of the multilingual encoder; None if its files are not there."""
    return _complete(Path(__file__).parent / "multilingual")


def _complete(folder: Path) -> Path | None:
    return folder if (folder / WEIGHTS).is_file() and (folder / METADATA).is_file() else None


class Ranker:
    """An ensemble of networks with the same task; their logits are averaged. `encoder` is the fingerprint of its encoder.

    `reads_any_language`: its input is made by `any_language_input`, not by `english_input` (`ranker_input.py`).
    Raise ModelError if the metadata in `folder` cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / WEIGHTS
        try:
            metadata = json.loads((folder / METADATA).read_text("utf-8"))
            self.revision: str = metadata["sha256"]
            self.encoder: str = metadata["encoder"]
            self.reads_any_language: bool = metadata.get("reads_any_language", False)
            self._size: dict[str, float] = metadata["size"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"ranker {str(folder)!r}: {METADATA} cannot be read: {error}") from error
        self._models: list[RankerModel] = []
        self._mean = np.zeros(0, dtype=np.float32)
        self._deviation = np.ones(0, dtype=np.float32)

    def predict(self, inputs: Sequence[RankerInput], device: str = "cpu", *, bfloat16: bool = False) -> list[RankerOutput]:
        """One output for each input, in order. Raise ModelError if the weights are damaged.

        Short statements share a batch; the output of one does not depend on the others, up to the rounding of a matrix product.
        The networks stay on the `device` and in the precision of the first call.
        """
        if not inputs:
            return []  # before the device is used: it is unknown until the encoder has encoded something
        from digest.summarise.extractive.ranker_model import to_device

        if not self._models:
            models, (self._mean, self._deviation) = self.load()
            self._models = [to_device(model, device, bfloat16=bfloat16) for model in models]
        outputs: dict[int, RankerOutput] = {}
        for batch in batches([len(each.features) for each in inputs], MAX_BATCH_SENTENCES):
            outputs |= zip(batch, self._predict_batch([inputs[i] for i in batch]), strict=True)
        return [outputs[i] for i in range(len(inputs))]

    def _predict_batch(self, batch: Sequence[RankerInput]) -> Iterator[RankerOutput]:
        from digest.summarise.extractive.ranker_model import mean_logits, padded

        vectors, mask = padded([each.embeddings.concatenated for each in batch])
        features, _ = padded([(each.features - self._mean) / self._deviation for each in batch])
        probabilities = mean_logits(self._models, vectors, features, mask).sigmoid().double().numpy()  # (b, n, 5)
        for each, rows in zip(batch, probabilities, strict=True):
            size = len(each.features)
            yield RankerOutput(rows[:size, 0] + rows[:size, 1], rows[:size, 2])

    def load(self) -> tuple[list[RankerModel], Scale]:
        """The networks, and the mean and deviation of their features. Raise ModelError if the weights are damaged."""
        found = hashlib.sha256(self._path.read_bytes()).hexdigest()
        if found != self.revision:
            raise ModelError(f"ranker {str(self._path)!r}: is damaged: sha256 is {found}, not {self.revision}")
        import torch
        from safetensors.torch import load_file

        from digest.summarise.extractive.ranker_model import RankerConfig, RankerModel

        tensors = {name: tensor.float() for name, tensor in load_file(self._path).items()}
        scale = tensors.pop("mean").numpy(), tensors.pop("deviation").numpy()
        models = []
        for number in sorted({name.partition(".")[0] for name in tensors}):
            with torch.device("meta"):  # no memory is filled with numbers that the weights replace
                model = RankerModel(RankerConfig(**self._size))  # type: ignore[arg-type]
            weights = {name.partition(".")[2]: t for name, t in tensors.items() if name.startswith(f"{number}.")}
            model.load_state_dict(weights, assign=True)
            models.append(model.eval())
        return models, scale
