"""Tables that note what is asked of them, and work remembered together with every question it asked.

What a piece of work gave is used again when its own input is the same and each question it asked of the project
would be answered as before. Nothing has to be declared: what is not asked for through a watched table cannot be had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, NoReturn, TypeAlias, TypeVar

from generator.memory.digest import digest

Value = TypeVar("Value")
Question: TypeAlias = "tuple[str, str | None]"  # a table, and the key asked for; None asks for the whole table


class Answers:
    """What the project answers now, as digests: to a question about one key of a table, or about a table whole."""

    def __init__(self) -> None:
        self._one: dict[str, Callable[[str], str]] = {}
        self._whole: dict[str, Callable[[], str]] = {}
        self._known: dict[Question, str] = {}

    def table(self, name: str, one: Callable[[str], str], whole: Callable[[], str]) -> None:
        """Registers a table: the digest of what it holds under a key, and of all it holds in its order."""
        self._one[name], self._whole[name] = one, whole

    def to(self, question: Question) -> str:
        """The digest of the answer."""
        found = self._known.get(question)
        if found is None:
            name, key = question
            if name not in self._one:
                return f"no table {name}"
            found = self._whole[name]() if key is None else self._one[name](key)
            self._known[question] = found
        return found

    def together(self, questions: tuple[Question, ...]) -> str:
        """One digest of all answers."""
        return digest(*map(self.to, questions))


@dataclass
class Notes:
    """The questions asked since the last `begin`."""

    asked: dict[Question, None] = field(default_factory=dict)

    def begin(self) -> None:
        """Forgets what was asked."""
        self.asked = {}

    def taken(self) -> tuple[Question, ...]:
        """What was asked, in a stable order."""
        return tuple(sorted(self.asked, key=lambda q: (q[0], q[1] is not None, q[1] or "")))


class WatchedTable(Mapping[str, Value], Generic[Value]):
    """A mapping that notes each key asked for; whoever walks through it asks for all of it."""

    def __init__(self, name: str, table: Mapping[str, Value], notes: Notes) -> None:
        self._name, self._table, self._notes = name, table, notes

    def __getitem__(self, key: str) -> Value:
        self._notes.asked[self._name, key] = None
        return self._table[key]

    def get(self, key: str, default: Value | None = None) -> Value | None:  # type: ignore[override]
        """As `dict.get`."""
        self._notes.asked[self._name, key] = None
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._notes.asked[self._name, str(key)] = None
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        self._notes.asked[self._name, None] = None
        return iter(self._table)

    def __len__(self) -> int:
        self._notes.asked[self._name, None] = None
        return len(self._table)


class WatchedSet(frozenset[str]):
    """A set that notes what is looked for in it; whoever walks through it asks for all of it."""

    _name: str
    _notes: Notes

    @classmethod
    def of(cls, name: str, members: frozenset[str], notes: Notes) -> WatchedSet:
        """`members`, watched."""
        out = cls(members)
        out._name, out._notes = name, notes
        return out

    def __contains__(self, key: object) -> bool:
        self._notes.asked[self._name, str(key)] = None
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._notes.asked[self._name, None] = None
        return super().__iter__()

    def __len__(self) -> int:
        self._notes.asked[self._name, None] = None
        return super().__len__()

    def _closed(self, *_: object) -> NoReturn:
        raise NotImplementedError("ask a watched set for its members one by one, or walk through it")

    union = intersection = difference = symmetric_difference = issubset = issuperset = isdisjoint = _closed
    __or__ = __and__ = __sub__ = __xor__ = __ror__ = __rand__ = __rsub__ = __rxor__ = _closed
    __le__ = __lt__ = __ge__ = __gt__ = __eq__ = _closed
    __hash__ = None  # type: ignore[assignment]
