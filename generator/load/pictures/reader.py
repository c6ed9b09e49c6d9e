"""Reads the pictures of a project: each is prepared once for its content, on every core, and remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.layers import Layer
from generator.load.pictures.prepare import MOST_BYTES, Prepared, prepare, too_large
from generator.load.text import refuse_path
from generator.memory.digest import digest
from generator.memory.fork import as_done
from generator.memory.memory import Memory
from generator.model.diagnostic import Diagnostic, Span
from generator.model.picture import Picture, PictureFault, Variant

AT_ONCE = 16  # files that are held in memory while they are prepared


@dataclass
class PictureReader:
    """Collects pictures by name while the layers are read; `settle` then prepares those that are new."""

    memory: Memory = field(default_factory=Memory)
    pictures: dict[str, Picture | PictureFault] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    _paths: dict[str, Path] = field(default_factory=dict)

    def read(self, layer: Layer, path: Path) -> None:
        """Notes a picture of a layer."""
        name = layer.name(path)
        problem = refuse_path(path, name, layer.root)
        if problem:
            self.problems.append(problem)
        else:
            self._paths[name] = path

    def settle(self) -> None:
        """Prepares the pictures noted so far, or takes what is remembered of them."""
        names = sorted(self._paths)
        for start in range(0, len(names), AT_ONCE):
            self._settle(names[start : start + AT_ONCE])

    def _settle(self, names: Sequence[str]) -> None:
        new: list[tuple[str, bytes, str]] = []
        for name in names:
            data = self._content(name)
            if data is None:
                continue
            mark = mark_of(name, data)
            held = self.memory.get("picture", name, mark)
            if isinstance(held, Picture | PictureFault):
                self.pictures[name] = held
            else:
                new.append((name, data, mark))
        done = dict(as_done(_prepare, new))
        for number, (name, _, mark) in enumerate(new):
            prepared = done[number]
            self.pictures[name] = prepared.picture
            self.memory.put("picture", name, mark, prepared.picture)
            for variant in prepared.picture.variants if isinstance(prepared.picture, Picture) else ():
                place = place_of(name, variant)
                self.memory.put("pixels", place, variant.digest, prepared.pixels[variant.digest])

    def _content(self, name: str) -> bytes | None:
        """What the file holds; what cannot be read, or is too much to read, is told."""
        path = self._paths[name]
        try:
            size = path.stat().st_size
            if size > MOST_BYTES:
                self.pictures[name] = too_large(name, size).picture
                return None
            return path.read_bytes()
        except OSError as failed:
            reason = failed.strerror or str(failed)
            self.problems.append(Diagnostic("file-unreadable", Span(name), params={"reason": reason}))
            return None

    @property
    def pixels(self) -> Pixels:
        """The bytes of what was prepared, by digest."""
        return Pixels(self.memory, dict(self._paths), self.pictures)


def mark_of(name: str, data: bytes) -> str:
    """A digest of all that a picture is made from: its content, and its name as messages say it."""
    return digest(name, data)


def place_of(name: str, variant: Variant) -> str:
    """Under what a variant's bytes are remembered: an exchanged picture's take the place of the old ones."""
    return f"{variant.width} {name}"


def _prepare(picture: tuple[str, bytes, str]) -> Prepared:
    name, data, _ = picture
    return prepare(name, data)


class Changed(Exception):
    """A picture's file is no longer the one that was read when the command began; says so in both languages."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 在运行中变了，请再运行一次。/ {name} changed while the command ran: run the command again."
        )


@dataclass(frozen=True)
class Pixels(Mapping[str, bytes]):
    """The bytes of variants by their digests, fetched from memory when they are asked for; lost ones are made again."""

    memory: Memory
    paths: Mapping[str, Path]
    pictures: Mapping[str, Picture | PictureFault]
    _again: dict[str, bytes] = field(default_factory=dict)
    _holders: dict[str, tuple[str, Variant]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> bytes:
        name, variant = self._holder(key)
        held = self._again.get(key) or self.memory.get("pixels", place_of(name, variant), key)
        if isinstance(held, bytes):
            return held
        try:
            self._again.update(prepare(name, self.paths[name].read_bytes()).pixels)
            return self._again[key]
        except (OSError, KeyError) as other:
            raise Changed(name) from other

    def _holder(self, key: str) -> tuple[str, Variant]:
        if not self._holders:
            shown = ((n, p) for n, p in self.pictures.items() if isinstance(p, Picture))
            self._holders.update({v.digest: (name, v) for name, p in shown for v in p.variants})
        return self._holders[key]

    def __iter__(self) -> Iterator[str]:
        for picture in self.pictures.values():
            if isinstance(picture, Picture):
                yield from (v.digest for v in picture.variants)

    def __len__(self) -> int:
        return sum(1 for _ in self)
