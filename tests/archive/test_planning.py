"""What is decided before an archive is summarised: workers, keys, shards."""

from __future__ import annotations

import pytest

from digest.archive.planning import READER_CPUS, ActorPool, fingerprint, is_full, pool_for, seconds_for


@pytest.mark.parametrize(
    ("cpus", "gpus", "pool"),
    [
        (2, 0, ActorPool(1, 1.0, 0.0)),
        (64, 0, ActorPool(63, 1.0, 0.0)),
        (1, 0, ActorPool(1, 0.5, 0.0)),
        (16, 4, ActorPool(4, 1.0, 1.0)),
        (4, 4, ActorPool(4, 0.75, 1.0)),
    ],
)
def test_a_worker_a_gpu_or_a_cpu(cpus: float, gpus: float, pool: ActorPool) -> None:
    assert pool_for(cpus, gpus) == pool


@pytest.mark.parametrize("cpus", [1, 1.5, 2, 3, 8, 96])
@pytest.mark.parametrize("gpus", [0, 1, 8])
def test_the_reader_always_finds_a_free_cpu(cpus: float, gpus: float) -> None:
    pool = pool_for(cpus, gpus)
    assert pool.workers * pool.cpus + READER_CPUS <= cpus


def test_a_document_with_an_id_is_known_wherever_its_line_stands() -> None:
    named, nameless = b'{"id": "a", "content": "They met."}', b'{"content": "They met."}'
    assert fingerprint(named, 1) == fingerprint(named, 2)
    assert fingerprint(nameless, 1) != fingerprint(nameless, 2)  # its result names it "line 1"
    assert fingerprint(b"no json", 1) != fingerprint(b"no json", 2)
    assert fingerprint(named, 1) != fingerprint(named.replace(b"met", b"left"), 1)


def test_a_shard_is_closed_when_it_is_full_or_old() -> None:
    assert [is_full(0, 999), is_full(1, 1), is_full(1, 60), is_full(1_000, 0)] == [False, False, True, True]


def test_a_large_batch_may_take_longer() -> None:
    assert seconds_for(32) > seconds_for(1) > 900
