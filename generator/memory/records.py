"""Our own records as bytes and back. Nothing but records can be made from the bytes, whoever wrote them.

Plain pickle would run whatever a file names. This one makes objects of our frozen records and of dates only: reading
a folder's `.cache` gives no more power to who packed it than its Markdown has (docs/decisions/0014).
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from operator import attrgetter

_HOMES = tuple(
    f"generator.{floor}." for floor in ("model", "pages", "questions", "checks", "load", "compile", "outputs", "hosts")
)
_PLAIN: dict[tuple[str, str], type] = {
    ("datetime", "date"): date,
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
}

_SLOTTED = frozenset({("generator.model.page", "Body")})  # records that are not declared as such


class Refused(Exception):
    """The bytes name something that is no record of ours."""


@cache
def _known(module: str, name: str) -> type:
    plain = _PLAIN.get((module, name))
    if plain is not None:
        return plain
    if f"{module}.".startswith(_HOMES) and "." not in name:
        found = getattr(sys.modules.get(module) or _imported(module), name, None)
        if isinstance(found, type) and _is_record(found):
            return found
    raise Refused(f"{module}.{name}")


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        return _known(module, name)


def _imported(module: str) -> object:
    """A module of ours that has not been needed yet in this run."""
    if not all(part.isidentifier() for part in module.split(".")):
        raise Refused(module)
    __import__(module)
    return sys.modules[module]


def _is_record(found: type) -> bool:
    if (found.__module__, found.__name__) in _SLOTTED:
        return True
    return hasattr(found, "__dataclass_fields__") or hasattr(found, "model_fields") or hasattr(found, "_fields")


Reduce = Callable[[object], tuple[type, tuple[object, ...]]]  # to a class and the values to call it with


class _Reducers(dict[type, Reduce]):
    """How to write a record: its class and its fields' values.

    What `dataclasses` gives frozen classes with slots to be pickled by looks its fields up for each object: it takes
    three times as long to write and twice as long to read.
    """

    def __missing__(self, cls: type) -> Reduce:
        fields = cls.__dict__.get("__dataclass_fields__", {})
        plain = all(f.init and not f.kw_only for f in fields.values()) and not hasattr(cls, "__post_init__")
        if not (plain and "__getstate__" in cls.__dict__):
            raise KeyError(cls)  # written as pickle knows
        self[cls] = _reducer(cls, tuple(fields))
        return self[cls]


def _reducer(cls: type, names: tuple[str, ...]) -> Reduce:
    if len(names) < 2:  # of one name `attrgetter` gives the value itself
        return lambda record: (cls, tuple(getattr(record, name) for name in names))
    values = attrgetter(*names)
    return lambda record: (cls, values(record))


class _Writer(pickle.Pickler):
    dispatch_table = _Reducers()


def to_bytes(value: object) -> bytes:
    """`value`, made of our records and plain values, as bytes."""
    out = io.BytesIO()
    _Writer(out, protocol=5).dump(value)
    return out.getvalue()


def from_bytes(data: bytes) -> object:
    """What `to_bytes` was given. Raises `Refused` or another exception where the bytes are not its."""
    return _Reader(io.BytesIO(data)).load()
