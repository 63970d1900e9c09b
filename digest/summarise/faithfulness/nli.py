"""The user's own natural language inference (NLI) model: the probability that a point follows from its evidence.

Loads the model at the first call. Its config.json must name exactly one label "entailment".
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.errors import ModelError
from digest.summarise.extractive.packaged_model import fingerprint

if TYPE_CHECKING:
    import torch

MAX_TOKENS = 512
"""Tokens of evidence and point together, unless the model's own limit is lower. The end of longer evidence is not read."""


class EntailmentModel:
    """The sequence-classification model in the folder `path`, on `device` ("auto" or a torch device name)."""

    def __init__(self, path: Path, device: str = "auto") -> None:
        self._path, self._requested_device = path, device

    @property
    def name(self) -> str:
        """The model's name as shown to readers."""
        return self._path.name

    @cached_property
    def revision(self) -> str:
        """The fingerprint of the weights. Raise ModelError if they cannot be read."""
        return fingerprint(self._path)

    def __call__(self, evidence: str, point: str) -> float:
        """The probability, 0 to 1, that `point` follows from `evidence`. Raise ModelError if the model cannot be loaded."""
        import torch

        tokenizer, model, device, label = self._loaded
        limit = min(MAX_TOKENS, tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", MAX_TOKENS))
        pair = tokenizer(evidence, point, truncation="only_first", max_length=limit, return_tensors="pt").to(device)
        with torch.inference_mode():
            logits: torch.Tensor = model(**pair).logits[0].float()  # (labels,)
        return float(logits.softmax(0)[label])

    @cached_property
    def _loaded(self) -> tuple[Any, Any, torch.device, int]:
        """Tokenizer, model, device, and the index of the label that means entailment."""
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        from digest.summarise.device import limit_kernel_cache, pick_device, quiet_transformers

        limit_kernel_cache()
        label, device = _entailment_label(self._path), pick_device(self._requested_device)
        try:
            with quiet_transformers():
                tokenizer = AutoTokenizer.from_pretrained(self._path, local_files_only=True, trust_remote_code=False)
                model = AutoModelForSequenceClassification.from_pretrained(
                    self._path, local_files_only=True, trust_remote_code=False, use_safetensors=True
                )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(f"entailment model {str(self._path)!r}: cannot be loaded: {error}") from error
        return tokenizer, model.to(device).eval(), device, label


def _entailment_label(path: Path) -> int:
    try:
        names = json.loads((path / "config.json").read_text("utf-8")).get("id2label") or {}
    except (OSError, ValueError) as error:
        raise ModelError(f"entailment model {str(path)!r}: config.json cannot be read: {error}") from error
    found = [int(number) for number, name in names.items() if str(name).lower().startswith("entail")]
    if len(found) != 1:
        known = ", ".join(map(str, names.values())) or "none"
        raise ModelError(f"entailment model {str(path)!r}: none of its labels is entailment (they are: {known})")
    return found[0]
