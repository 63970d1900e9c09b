"""The user's own entailment (NLI) model: the chance that a point follows from its evidence. Loads it at the first question.

Which of its labels means entailment is read in its config.json; a model that does not say so is refused.
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

LONGEST = 512
"""Tokens of evidence and point, where the model's own limit is not lower; of more, the end of the evidence is not read."""


class EntailmentModel:
    """The sequence-classification model in the folder `path`, on `device` ("auto" or a name that torch knows)."""

    def __init__(self, path: Path, device: str = "auto") -> None:
        self._path, self._wanted = path, device

    @property
    def name(self) -> str:
        """What readers call the model."""
        return self._path.name

    @cached_property
    def revision(self) -> str:
        """The fingerprint of its weights. Raise ModelError if they cannot be read."""
        return fingerprint(self._path)

    def __call__(self, evidence: str, point: str) -> float:
        """The chance, 0 to 1, that `point` follows from `evidence`. Raise ModelError if the model cannot be loaded."""
        import torch

        tokenizer, model, device, label = self._loaded
        most = min(LONGEST, tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", LONGEST))
        pair = tokenizer(evidence, point, truncation="only_first", max_length=most, return_tensors="pt").to(device)
        with torch.inference_mode():
            logits: torch.Tensor = model(**pair).logits[0].float()  # (labels,)
        return float(logits.softmax(0)[label])

    @cached_property
    def _loaded(self) -> tuple[Any, Any, torch.device, int]:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        from digest.summarise.extractive.encoder_model import keep_few_kernels, pick_device, quiet

        keep_few_kernels()
        label, device = _label(self._path), pick_device(self._wanted)
        try:
            with quiet():
                tokenizer = AutoTokenizer.from_pretrained(self._path, local_files_only=True, trust_remote_code=False)
                model = AutoModelForSequenceClassification.from_pretrained(
                    self._path, local_files_only=True, trust_remote_code=False, use_safetensors=True
                )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(f"entailment model {str(self._path)!r}: cannot be loaded: {error}") from error
        return tokenizer, model.to(device).eval(), device, label


def _label(path: Path) -> int:
    """The number of the label that means entailment."""
    try:
        names = json.loads((path / "config.json").read_text("utf-8")).get("id2label") or {}
    except (OSError, ValueError) as error:
        raise ModelError(f"entailment model {str(path)!r}: config.json cannot be read: {error}") from error
    found = [int(number) for number, name in names.items() if str(name).lower().startswith("entail")]
    if len(found) != 1:
        known = ", ".join(map(str, names.values())) or "none"
        raise ModelError(f"entailment model {str(path)!r}: none of its labels is entailment (they are: {known})")
    return found[0]
