"""The network of a BERT encoder in torch: for encoders whose weights are checked, so that nothing of transformers is imported.

Its import takes longer than everything else that one document needs. The names of the modules are those of the weights files.
It computes what `BertModel` of transformers does, in the same order. It has no dropout: it is not trained.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention


@dataclass(frozen=True, slots=True)
class BertSizes:
    """The size of the network: vectors, layers, heads of attention, and tables of words, positions and segments."""

    hidden: int
    inner: int
    layers: int
    heads: int
    words: int
    positions: int
    segments: int
    epsilon: float


def sizes_from_config(config: Mapping[str, Any]) -> BertSizes:
    """The sizes in a config.json of transformers. Raise KeyError if it is that of another kind of network."""
    return BertSizes(
        hidden=config["hidden_size"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        words=config["vocab_size"],
        positions=config["max_position_embeddings"],
        segments=config["type_vocab_size"],
        epsilon=config["layer_norm_eps"],
    )


def load_bert(path: Path, sizes: BertSizes, dtype: torch.dtype) -> BertEncoder:
    """The network of the weights in the folder `path`. Raise SafetensorError or RuntimeError if they do not fit."""
    from safetensors.torch import load_file

    with torch.device("meta"):  # no memory is filled with numbers that the weights replace
        network = BertEncoder(sizes)
    known = network.state_dict().keys()
    weights = {name: weight for name, weight in load_file(path / "model.safetensors").items() if name in known}
    network.load_state_dict(weights, assign=True)
    return network.to(dtype)


class BertEncoder(nn.Module):
    """Token ids in, the states of every layer out."""

    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.width = sizes.hidden
        self.embeddings = nn.ModuleDict(
            {
                "word_embeddings": _table(sizes.words, sizes.hidden),
                "position_embeddings": _table(sizes.positions, sizes.hidden),
                "token_type_embeddings": _table(sizes.segments, sizes.hidden),
                "LayerNorm": nn.LayerNorm(sizes.hidden, sizes.epsilon),
            }
        )
        self._layers = tuple(_Layer(sizes) for _ in range(sizes.layers))
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(self._layers)})

    def forward(self, ids: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        """The states (b, t, hidden) below the first layer and above each, for ids (b, t); `mask` (b, t) is 0 at padding."""
        states = self._embedded(ids)
        # Attention adds the mask to its scores: (b, 1, 1, t), true where a token may be looked at.
        seen = None if mask is None else mask[:, None, None, :].bool()
        found = [states]
        for layer in self._layers:
            found.append(states := layer(states, seen))
        return tuple(found)

    def _embedded(self, ids: Tensor) -> Tensor:
        parts = self.embeddings
        positions = torch.arange(ids.shape[1], device=ids.device)
        segment = parts["token_type_embeddings"](torch.zeros_like(ids))
        states: Tensor = parts["LayerNorm"](parts["word_embeddings"](ids) + segment + parts["position_embeddings"](positions))
        return states


class _Layer(nn.Module):
    """One layer: attention over the tokens, then two matrices for each of them; what went in is added to what comes out."""

    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        hidden, inner = sizes.hidden, sizes.inner
        looks = {name: nn.Linear(hidden, hidden) for name in ("query", "key", "value")}
        self.heads = sizes.heads
        # A tuple hides modules from torch: they are registered once, under the names of the weights.
        self._looks = tuple(looks.values())
        self._after_attention = (_joined(hidden, hidden, sizes.epsilon),)
        self.attention = nn.ModuleDict({"self": nn.ModuleDict(looks), "output": self._after_attention[0]})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(hidden, inner)})
        self.output = _joined(inner, hidden, sizes.epsilon)

    def forward(self, states: Tensor, seen: Tensor | None) -> Tensor:
        """States (b, t, hidden) to states of the same shape."""
        query, key, value = (self._by_head(look(states)) for look in self._looks)
        found = scaled_dot_product_attention(query, key, value, seen)  # (b, heads, t, hidden / heads)
        states = _add(self._after_attention[0], found.transpose(1, 2).reshape(states.shape), states)
        return _add(self.output, gelu(self.intermediate["dense"](states)), states)

    def _by_head(self, states: Tensor) -> Tensor:
        """(b, t, hidden) to (b, heads, t, hidden / heads)."""
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)


def _table(rows: int, hidden: int) -> nn.Embedding:
    """A table without values. To fill one without memory with random numbers, torch would import its compiler, for seconds."""
    return nn.Embedding(rows, hidden, _weight=torch.empty(rows, hidden))


def _joined(width: int, hidden: int, epsilon: float) -> nn.ModuleDict:
    return nn.ModuleDict({"dense": nn.Linear(width, hidden), "LayerNorm": nn.LayerNorm(hidden, epsilon)})


def _add(parts: nn.ModuleDict, new: Tensor, states: Tensor) -> Tensor:
    """The states with what is new, normalised."""
    result: Tensor = parts["LayerNorm"](parts["dense"](new) + states)
    return result
