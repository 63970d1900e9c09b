"""The network of the ranker: sentence vectors and features in, five judgements of each sentence out. Imports torch.

One definition for training and for use. It neither reads files nor decides which sentences become points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

OUTPUTS = ("acceptable", "must", "orphan", "like a point", "supports a point")
"""What each column of the answer is the logit of, as the reference labels ask it."""


@dataclass(frozen=True, slots=True)
class HeadSize:
    """How large a head is; `features` and `width` are given by what it reads."""

    features: int
    width: int = 768  # of the readings: meaning and form
    bottleneck: int = 96
    inner: int = 192
    heads: int = 6
    layers: int = 4
    dropout: float = 0.3
    vector_dropout: float = 0.5


class RankerModel(nn.Module):
    """A small transformer over the sentences of one statement, and a linear path past it for the features."""

    def __init__(self, size: HeadSize) -> None:
        super().__init__()
        self.narrow = nn.Sequential(nn.Dropout(size.vector_dropout), nn.Linear(size.width, size.bottleneck), nn.GELU())
        self.from_vectors = nn.Linear(size.bottleneck, size.inner)
        self.from_features = nn.Sequential(nn.Dropout(0.1), nn.Linear(size.features, size.inner))
        self.norm = nn.LayerNorm(size.inner)
        layer = nn.TransformerEncoderLayer(
            size.inner, size.heads, 2 * size.inner, size.dropout, activation="gelu", batch_first=True, norm_first=True
        )
        self.context = nn.TransformerEncoder(layer, size.layers, enable_nested_tensor=False)
        self.judge = nn.Sequential(nn.LayerNorm(size.inner), nn.Dropout(size.dropout), nn.Linear(size.inner, len(OUTPUTS)))
        self.past = nn.Linear(size.features, len(OUTPUTS))

    def forward(self, vectors: Tensor, features: Tensor, there: Tensor | None = None) -> Tensor:
        """Logits (b, n, 5) for vectors (b, n, width) and features (b, n, f); `there` (b, n) is false where a row is padding."""
        # A vector of length 1 has entries near 0.05: scaled so that they are near 1.
        states = self.norm(self.from_vectors(self.narrow(vectors * 20)) + self.from_features(features))  # (b, n, inner)
        states = self.context(states, src_key_padding_mask=None if there is None else ~there)
        answer: Tensor = self.judge(states) + self.past(features)
        return answer


def padded(rows: Sequence[npt.NDArray[np.float32]]) -> tuple[Tensor, Tensor | None]:
    """Arrays (n, w) of several statements as one (b, n, w), and which rows are not padding: None where none is."""
    sizes = torch.tensor([len(each) for each in rows])
    longest = int(sizes.max())
    there = None if int(sizes.min()) == longest else torch.arange(longest) < sizes[:, None]
    return pad_sequence([torch.from_numpy(each) for each in rows], batch_first=True), there


def placed(head: RankerModel, device: str, *, bfloat16: bool) -> RankerModel:
    """The head on a device, in the precision in which it is to judge."""
    return head.to(device, torch.bfloat16 if bfloat16 else torch.float32)


def mean_logits(heads: list[RankerModel], vectors: Tensor, features: Tensor, there: Tensor | None = None) -> Tensor:
    """The mean answer of several heads to the inputs of `RankerModel.forward`: (b, n, 5), float32, on the CPU."""
    where = next(heads[0].parameters())
    given = vectors.to(where), features.to(where), there if there is None else there.to(where.device)
    with torch.inference_mode():
        return torch.stack([head(*given).float() for head in heads]).mean(0).cpu()
