"""How long each text of a batch may become, row by row: the library knows one length for a whole batch only."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import LogitsProcessor


class Lengths(LogitsProcessor):
    """No end before the `least` and an end at the `most` tokens of each text; `beams` neighbouring rows are one text."""

    def __init__(self, least: Sequence[int], most: Sequence[int], ends: Sequence[int], *, beams: int, begun: int) -> None:
        self._least, self._most = (torch.tensor(bounds).repeat_interleave(beams)[:, None] for bounds in (least, most))
        self._ends = list(ends)
        self._begun = begun

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """The scores (rows, vocabulary) of the token after `input_ids` (rows, t), the first `begun` of which were given."""
        written = input_ids.shape[1] - self._begun + 1
        scores = scores.clone()
        ending = scores[:, self._ends]
        scores[:, self._ends] = ending.masked_fill((written < self._least).to(scores.device), -torch.inf)
        last = (written >= self._most).to(scores.device)
        if bool(last.any()):
            only_end = torch.full_like(scores, -torch.inf)
            only_end[:, self._ends] = 0.0
            scores = torch.where(last, only_end, scores)
        return scores
