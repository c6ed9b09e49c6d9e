"""Writes packs into a folder: only what changed, on every core, never a half-written file; can be stopped at any time."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.files import write_file
from generator.model.diagnostic import Diagnostic
from generator.outputs.print.plan import Artefact
from generator.outputs.print.render import Told, digest, render

JOURNAL = ".xinyu-packs.jsonl"  # a line for every finished file; what an interruption cut off is not read
FEW = 3  # files that are written sooner than other processes are started

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Packs:
    """What a run did: paths written, kept as they were, removed; what is to be said, in the order of the plan."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class _Line:
    """A finished file as the journal has it."""

    path: str
    key: str
    sha256: str
    told: list[dict[str, Any]] = field(default_factory=list)


def write_packs(
    plan: Sequence[Artefact],
    assets: Mapping[str, bytes],
    folder: Path,
    *,
    whole: bool = False,
    workers: int | None = None,
    progress: Progress = lambda done, of: None,
) -> Packs:
    """Writes every file of `plan` under `folder`. `whole`: files of earlier runs that the plan has not are removed.

    `workers` is the number of processes, one a core by default. `progress` is told the files done and of how many.
    """
    journal = _read(folder / JOURNAL)
    keys = {a.path: digest(a, assets) for a in plan}
    kept = [a for a in plan if _unchanged(journal.get(a.path), keys[a.path], folder / a.path)]
    waiting = [a for a in plan if a not in kept]
    folder.mkdir(parents=True, exist_ok=True)
    progress(len(kept), len(plan))
    with (folder / JOURNAL).open("a", encoding="utf-8", newline="\n") as out:
        for number, line in enumerate(_written(waiting, keys, assets, folder, workers), len(kept) + 1):
            journal[line.path] = line
            out.write(json.dumps(vars(line), ensure_ascii=False, sort_keys=True) + "\n")
            out.flush()
            progress(number, len(plan))
    gone = sorted(set(journal) - set(keys)) if whole else []
    for path in gone:
        del journal[path]
        _remove(folder, path)
    _rewrite(folder / JOURNAL, journal)
    told = [t for a in plan for t in _told(journal[a.path])]
    return Packs(
        tuple(a.path for a in waiting),
        tuple(a.path for a in kept),
        tuple(gone),
        tuple(t.diagnostic() for t in told),
    )


# --- writing ----------------------------------------------------------------


def _written(
    waiting: Sequence[Artefact], keys: Mapping[str, str], assets: Mapping[str, bytes], folder: Path, workers: int | None
) -> Iterator[_Line]:
    cores = workers or min(os.cpu_count() or 1, len(waiting))
    if len(waiting) <= FEW or cores == 1:
        for artefact in waiting:
            yield _write(artefact, keys[artefact.path], assets, folder)
        return
    # Not forked where that can be helped: the engine keeps threads. Sheets are small, fonts are read once a process.
    context = multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    )
    if hasattr(context, "set_forkserver_preload"):  # what every process needs is read once
        context.set_forkserver_preload(["__main__", "generator.outputs.print.render"])
    with ProcessPoolExecutor(cores, context, initializer=_one_thread) as pool:
        jobs = [pool.submit(_write, a, keys[a.path], assets, folder) for a in waiting]
        try:
            for job in as_completed(jobs):
                yield job.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _one_thread() -> None:
    """Every core has a process of its own: the engine's threads would only get in each other's way."""
    os.environ["RAYON_NUM_THREADS"] = "1"


def _write(artefact: Artefact, key: str, assets: Mapping[str, bytes], folder: Path) -> _Line:
    data, told = render(artefact, assets)
    write_file(folder / artefact.path, data)
    return _Line(artefact.path, key, hashlib.sha256(data).hexdigest(), [asdict(t) for t in told])


# --- what earlier runs left -------------------------------------------------


def _read(path: Path) -> dict[str, _Line]:
    """The finished files of earlier runs; a line that was cut off or is of another version is as if it were not."""
    out: dict[str, _Line] = {}
    if path.is_file():
        for text in path.read_text("utf-8", errors="replace").splitlines():
            try:
                line = _Line(**json.loads(text))
                _told(line)
            except (ValueError, TypeError):
                continue
            out[line.path] = line
    return out


def _told(line: _Line) -> list[Told]:
    return [Told.read(t) for t in line.told]


def _unchanged(line: _Line | None, key: str, path: Path) -> bool:
    """Whether the file is there as it would be written now."""
    if line is None or line.key != key or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == line.sha256


def _rewrite(path: Path, journal: Mapping[str, _Line]) -> None:
    lines = [json.dumps(vars(journal[p]), ensure_ascii=False, sort_keys=True) for p in sorted(journal)]
    write_file(path, "".join(f"{line}\n" for line in lines).encode())


def _remove(folder: Path, path: str) -> None:
    """Removes a file that we wrote, and the folders it leaves empty."""
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        return
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder or any(parent.iterdir() if parent.is_dir() else ()):
            break
        parent.rmdir()
