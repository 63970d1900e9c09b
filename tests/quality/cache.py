"""An encoder that keeps what it has read in a file, so that training again costs no second reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from digest.summarise.extractive.encoder import Readings, SentenceEncoder

AT_ONCE = 5000
"""Sentences between two writings of the file: what an interrupted reading loses at most."""


class KeptReadings(SentenceEncoder):
    """The packaged encoder on the CPU, with a file of its readings in a folder, written as it grows."""

    def __init__(self, folder: Path) -> None:
        super().__init__(device="cpu")
        self._kept = folder / f"readings-{self.revision[:12]}.npz"
        self._rows: dict[bytes, int] = {}
        self._readings: Readings | None = None
        if self._kept.is_file():
            with np.load(self._kept) as local_model:
                self._readings = Readings(local_model["meaning"], local_model["form"])
                self._rows = {name: row for row, name in enumerate(local_model["names"].tolist())}

    def read(self, sentences: Sequence[str]) -> Readings:
        """As the encoder alone, but each sentence once and for all."""
        new = [sentence for sentence in dict.fromkeys(sentences) if _name(sentence) not in self._rows]
        for start in range(0, len(new), AT_ONCE):
            self._keep(new[start : start + AT_ONCE])
        if self._readings is None:
            return super().read(sentences)
        return self._readings.rows([self._rows[_name(sentence)] for sentence in sentences])

    def _keep(self, new: Sequence[str]) -> None:
        made, old = super().read(new), self._readings
        self._readings = (
            Readings(*(np.concatenate(pair) for pair in ((old.meaning, made.meaning), (old.form, made.form)))) if old else made
        )
        self._rows |= {_name(sentence): len(self._rows) + row for row, sentence in enumerate(new)}
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        # Moved into place when whole: an interrupted writing leaves the file as it was.
        made_anew = self._kept.with_suffix(".part.npz")
        np.savez(made_anew, names=np.array(list(self._rows)), meaning=self._readings.meaning, form=self._readings.form)
        made_anew.replace(self._kept)


def _name(sentence: str) -> bytes:
    return hashlib.sha256(sentence.encode("utf-8", "replace")).hexdigest().encode()
