"""The trained ranker: reads the shipped heads, checks them, and judges the sentences of a statement.

Its weights are made by `tests/quality/train_ranker.py`; `MODEL_CARD.md` says from what. Imports torch only when the first
statement is judged. Without the file the engine falls back on `recipe.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from digest.errors import ModelError
from digest.summarise.extractive.encoder import Readings, batches
from digest.summarise.extractive.features import Features

if TYPE_CHECKING:
    from digest.summarise.extractive.ranker_model import HeadSize, RankerModel

Scale = tuple[Features, Features]
"""Mean and deviation of each feature: (f,) each."""

WEIGHTS = "ranker.safetensors"
SIDECAR = "ranker.json"
"""Beside the weights: their sha256, the fingerprint of the encoder that they belong to, and the size of the heads."""


BATCH_SENTENCES = 512
"""Sentences a batch, padded: a statement has some 25, for which alone the heads take four times as long."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the ranker is told of the sentences of one statement."""

    readings: Readings  # n rows
    features: Features  # (n, f)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the ranker thinks of each sentence: its expected grade (0 to 2), and how likely it cannot stand alone (0 to 1)."""

    grade: npt.NDArray[np.float64]  # (n,)
    orphan: npt.NDArray[np.float64]  # (n,)


def shipped_ranker() -> Path | None:
    """The folder of the shipped ranker; None where its files were left out."""
    folder = Path(__file__).parent
    return folder if (folder / WEIGHTS).is_file() and (folder / SIDECAR).is_file() else None


class Ranker:
    """Several heads with the same task, averaged. Raise ModelError if the files do not belong together."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / WEIGHTS
        try:
            said = json.loads((folder / SIDECAR).read_text("utf-8"))
            self.revision: str = said["sha256"]
            self.encoder: str = said["encoder"]
            self._size: dict[str, float] = said["size"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"ranker {str(folder)!r}: {SIDECAR} cannot be read: {error}") from error
        self._heads: list[RankerModel] = []
        self._mean = np.zeros(0, dtype=np.float32)
        self._deviation = np.ones(0, dtype=np.float32)

    def judge(self, statements: Sequence[Described], device: str = "cpu", *, bfloat16: bool = False) -> list[Judgement]:
        """The judgement of all sentences of each statement. Short statements share a batch; what is said of one does not
        depend on the others, up to the rounding of a matrix product.

        The heads stay on the `device` and in the precision of the first call.
        """
        if not statements:
            return []  # before the device is named: it is not known until the encoder has read something
        from digest.summarise.extractive.ranker_model import placed

        if not self._heads:
            heads, (self._mean, self._deviation) = self.heads()
            self._heads = [placed(head, device, bfloat16=bfloat16) for head in heads]
        answers: dict[int, Judgement] = {}
        for batch in batches([len(each.features) for each in statements], BATCH_SENTENCES):
            answers |= zip(batch, self._judged([statements[i] for i in batch]), strict=True)
        return [answers[i] for i in range(len(statements))]

    def _judged(self, batch: Sequence[Described]) -> Iterator[Judgement]:
        from digest.summarise.extractive.ranker_model import mean_logits, padded

        vectors, there = padded([each.readings.joined for each in batch])
        features, _ = padded([(each.features - self._mean) / self._deviation for each in batch])
        chances = mean_logits(self._heads, vectors, features, there).sigmoid().double().numpy()  # (b, n, 5)
        for each, chance in zip(batch, chances, strict=True):
            size = len(each.features)
            yield Judgement(chance[:size, 0] + chance[:size, 1], chance[:size, 2])

    def heads(self) -> tuple[list[RankerModel], Scale]:
        """The heads, and the mean and deviation of their features. Raise ModelError if the file is damaged."""
        found = hashlib.sha256(self._path.read_bytes()).hexdigest()
        if found != self.revision:
            raise ModelError(f"ranker {str(self._path)!r}: is damaged: sha256 is {found}, not {self.revision}")
        from safetensors.torch import load_file

        from digest.summarise.extractive.ranker_model import HeadSize, RankerModel

        tensors = {name: tensor.float() for name, tensor in load_file(self._path).items()}
        scale = tensors.pop("mean").numpy(), tensors.pop("deviation").numpy()
        heads = []
        for number in sorted({name.partition(".")[0] for name in tensors}):
            head = RankerModel(HeadSize(**self._size))  # type: ignore[arg-type]
            head.load_state_dict({name.partition(".")[2]: t for name, t in tensors.items() if name.startswith(f"{number}.")})
            heads.append(head.eval())
        return heads, scale


def save_ranker(folder: Path, heads: list[RankerModel], size: HeadSize, scale: Scale, encoder: str) -> str:
    """Write `heads` in half precision with the `scale` (mean, deviation) of their features; the sha256 of the file.

    `encoder` is the fingerprint of the weights whose vectors they were trained on.
    """
    import torch
    from safetensors.torch import save_file

    tensors = {f"{i}.{name}": t.half().contiguous() for i, head in enumerate(heads) for name, t in head.state_dict().items()}
    tensors |= {name: torch.from_numpy(value) for name, value in zip(("mean", "deviation"), scale, strict=True)}
    save_file(tensors, folder / WEIGHTS)
    sha256 = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    said = {"sha256": sha256, "encoder": encoder, "size": asdict(size)}
    (folder / SIDECAR).write_text(json.dumps(said, indent=2) + "\n", "utf-8")
    return sha256
