"""The models that the hub's cache of this machine holds. Reads folders; fetches and loads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.errors import ModelError
from digest.summarise.model_files import Kind, kind_of, licence_of, size_of


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model whose files are here: `size` is the bytes of its weights, `licence` empty where its card names none."""

    name: str
    revision: str
    folder: Path
    kind: Kind
    size: int
    licence: str


def local_model(name: str, revision: str, folder: Path) -> LocalModel:
    """What there is to know of the model in `folder`. Raise ModelError if it has no configuration."""
    return LocalModel(name, revision, folder, kind_of(folder), size_of(folder), licence_of(folder))


def cached(cache: Path | None = None) -> Iterator[LocalModel]:
    """The models in the hub's cache that have weights which would be loaded, by name; an incomplete one is passed over."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repositories = scan_cache_dir(cache).repos
    except CacheNotFound:
        return
    for repository in sorted(repositories, key=lambda repository: repository.repo_id):
        if repository.repo_type != "model":
            continue
        for revision in sorted(repository.revisions, key=lambda revision: revision.commit_hash):
            try:
                model = local_model(repository.repo_id, revision.commit_hash, Path(revision.snapshot_path))
            except ModelError:
                continue
            if model.size:
                yield model
