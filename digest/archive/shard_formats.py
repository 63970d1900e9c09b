"""The formats of shards: results to bytes, and which results a shard holds. Only Parquet needs pyarrow."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.archive.archive_records import ArchiveResult
from digest.errors import InputError

_START = re.compile(rb'\{"fingerprint": "([0-9a-f]{64})", "failed": (true|false), ')


@dataclass(frozen=True)
class ShardFormat:
    """`encode` makes the bytes of a shard; `read` yields the fingerprint of each of its results, and whether it is an error."""

    encode: Callable[[Sequence[ArchiveResult]], bytes]
    read: Callable[[Path], Iterable[tuple[bytes, bool]]]


def _jsonl(results: Sequence[ArchiveResult]) -> bytes:
    return b"".join(_json_line(result).encode() + b"\n" for result in results)


def _json_line(result: ArchiveResult) -> str:
    """One line, in which the result stands byte for byte as `digest summarise --jsonl` prints it."""
    key = {"fingerprint": result.fingerprint, "failed": result.failed, "file": result.file, "line": result.number}
    return f'{json.dumps(key)[:-1]}, "result": {result.result}}}'


def _read_jsonl(shard: Path) -> Iterator[tuple[bytes, bool]]:
    with shard.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            found = _START.match(line)
            if found is None:
                raise InputError(f"{shard}: line {number}: is no result of digest; remove the file, or name another folder")
            yield bytes.fromhex(found[1].decode()), found[2] == b"true"


def _parquet(results: Sequence[ArchiveResult]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        "fingerprint": pa.array([each.fingerprint for each in results], pa.string()),
        "failed": pa.array([each.failed for each in results], pa.bool_()),
        "file": pa.array([each.file for each in results], pa.string()),
        "line": pa.array([each.number for each in results], pa.int64()),
        "result": pa.array([each.result for each in results], pa.large_string()),
    }
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content, compression="zstd")
    return content.getvalue()


def _read_parquet(shard: Path) -> Iterator[tuple[bytes, bool]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(shard, columns=["fingerprint", "failed"])
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{shard}: is no shard of digest; remove the file, or name another folder") from error
    for row in table.to_pylist():
        yield bytes.fromhex(row["fingerprint"]), row["failed"]


SHARD_FORMATS: Mapping[str, ShardFormat] = {
    "jsonl": ShardFormat(_jsonl, _read_jsonl),
    "parquet": ShardFormat(_parquet, _read_parquet),
}
"""By the ending of their files."""
