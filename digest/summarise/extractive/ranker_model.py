"""The ranker's network: sentence vectors and features in, five logits per sentence out. Imports torch.

Training and use share this definition. It reads no files and does not choose sentences.
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
"""What each output column is the logit of. The first three are reference labels of the sentence; then its overlap with the
nearest reference point, and whether a reference point rests on it."""


@dataclass(frozen=True, slots=True)
class RankerConfig:
    """The size of one network. The field names are the keys of `size` in ranker.json."""

    features: int
    width: int = 768  # both layers of the sentence vectors
    bottleneck: int = 96
    inner: int = 192
    heads: int = 6  # of attention
    layers: int = 4
    dropout: float = 0.3
    vector_dropout: float = 0.5


class RankerModel(nn.Module):
    """A small transformer over the sentences of one statement, plus a linear path from the features to the logits.

    The attribute names are keys of the weights file.
    """

    def __init__(self, config: RankerConfig) -> None:
        super().__init__()
        self.narrow = nn.Sequential(nn.Dropout(config.vector_dropout), nn.Linear(config.width, config.bottleneck), nn.GELU())
        self.from_vectors = nn.Linear(config.bottleneck, config.inner)
        self.from_features = nn.Sequential(nn.Dropout(0.1), nn.Linear(config.features, config.inner))
        self.norm = nn.LayerNorm(config.inner)
        layer = nn.TransformerEncoderLayer(
            config.inner, config.heads, 2 * config.inner, config.dropout, activation="gelu", batch_first=True, norm_first=True
        )
        self.context = nn.TransformerEncoder(layer, config.layers, enable_nested_tensor=False)
        self.judge = nn.Sequential(
            nn.LayerNorm(config.inner), nn.Dropout(config.dropout), nn.Linear(config.inner, len(OUTPUTS))
        )
        self.past = nn.Linear(config.features, len(OUTPUTS))

    def forward(self, vectors: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """Logits (b, n, 5) for vectors (b, n, width) and features (b, n, f); `mask` (b, n) is false for rows of padding."""
        # The entries of a vector of length 1 are near 0.05; the factor brings them near 1.
        states = self.norm(self.from_vectors(self.narrow(vectors * 20)) + self.from_features(features))  # (b, n, inner)
        states = self.context(states, src_key_padding_mask=None if mask is None else ~mask)
        logits: Tensor = self.judge(states) + self.past(features)
        return logits


def padded(rows: Sequence[npt.NDArray[np.float32]]) -> tuple[Tensor, Tensor | None]:
    """Arrays (n, w) of several statements as one tensor (b, n, w), and its mask (b, n): None if no row is padding."""
    sizes = torch.tensor([len(each) for each in rows])
    longest = int(sizes.max())
    mask = None if int(sizes.min()) == longest else torch.arange(longest) < sizes[:, None]
    return pad_sequence([torch.from_numpy(each) for each in rows], batch_first=True), mask


def to_device(model: RankerModel, device: str, *, bfloat16: bool) -> RankerModel:
    """The model on a device, in float32 or bfloat16."""
    return model.to(device, torch.bfloat16 if bfloat16 else torch.float32)


def mean_logits(models: Sequence[RankerModel], vectors: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
    """The mean logits of several models for the inputs of `RankerModel.forward`: (b, n, 5) float32, on the CPU."""
    weight = next(models[0].parameters())
    inputs = vectors.to(weight), features.to(weight), mask if mask is None else mask.to(weight.device)
    with torch.inference_mode():
        return torch.stack([model(*inputs).float() for model in models]).mean(0).cpu()
