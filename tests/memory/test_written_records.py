"""Records written and read again are what they were."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import sys
from dataclasses import dataclass, fields, is_dataclass

import generator
from generator.memory.records import to_bytes


def _all_records() -> list[type]:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.startswith(("generator.assets", "generator.__main__")):
            importlib.import_module(module.name)
    found = [
        held
        for name, module in sorted(sys.modules.items())
        if name.startswith("generator.")
        for held in vars(module).values()
        if isinstance(held, type) and held.__module__ == name and is_dataclass(held) and "__getstate__" in vars(held)
    ]
    return sorted(found, key=lambda cls: (cls.__module__, cls.__name__))


def test_every_record_is_the_same_after_it_was_written_and_read() -> None:
    records = _all_records()
    assert len(records) > 100
    for cls in records:
        names = [field.name for field in fields(cls)]
        made = object.__new__(cls)
        for number, name in enumerate(names):
            object.__setattr__(made, name, f"{name} {number}")
        again = pickle.loads(to_bytes(made))
        assert type(again) is cls
        assert [getattr(again, name) for name in names] == [getattr(made, name) for name in names], cls


def test_a_record_that_makes_something_of_its_fields_is_written_as_it_is() -> None:
    for made in (_Doubled(2), _Named(name="a"), _Lone(7), _Empty()):
        assert pickle.loads(to_bytes(made)) == made


@dataclass(frozen=True, slots=True)
class _Doubled:
    value: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", self.value * 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    name: str


@dataclass(frozen=True, slots=True)
class _Lone:
    value: int


@dataclass(frozen=True, slots=True)
class _Empty:
    pass
