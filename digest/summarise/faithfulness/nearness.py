"""How near the meaning of a point is to that of sentences, by the encoder that ranks them. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from digest.summarise.extractive.engine import Encoder


class EncoderNearness:
    """Cosines of the vectors of `encoder`, which is loaded at the first question."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, point: str, sentences: Sequence[str]) -> Sequence[float]:
        """One cosine a sentence, in order. Raise ModelError if the encoder cannot be loaded."""
        vectors = self._encoder.read([point, *sentences]).meaning
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]
