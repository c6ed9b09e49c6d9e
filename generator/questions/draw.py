"""Which questions make a paper, and in which order options stand: decided by a seed, the same in every language.

`assets/src/questions/draw.ts` is this file in TypeScript; the tests hold both to the same papers. The generator is
mulberry32, seeded with the FNV-1a hash of a text: small, public, good enough to mix questions, not for secrets.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model.question import Question, Quiz

T = TypeVar("T")
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Form:
    """A question as drawing sees it: forms of one `family` stand for each other; `critical` ones are always drawn."""

    id: str
    family: str
    outcome: str
    critical: bool = False


def random(seed: str) -> Callable[[int], int]:
    """A source of whole numbers: `random(seed)(n)` is at least 0 and below `n`. `seed` is ASCII."""
    state = 0x811C9DC5
    for byte in seed.encode("ascii"):
        state = ((state ^ byte) * 0x01000193) & _MASK

    def below(limit: int) -> int:
        nonlocal state
        state = (state + 0x6D2B79F5) & _MASK
        mixed = ((state ^ (state >> 15)) * (state | 1)) & _MASK
        mixed ^= (mixed + ((mixed ^ (mixed >> 7)) * (mixed | 61) & _MASK)) & _MASK
        return ((mixed ^ (mixed >> 14)) * limit) >> 32

    return below


def shuffle(things: Sequence[T], seed: str) -> list[T]:
    """The things in the order that `seed` gives them."""
    out, below = list(things), random(seed)
    for last in range(len(out) - 1, 0, -1):
        other = below(last + 1)
        out[last], out[other] = out[other], out[last]
    return out


def draw(forms: Sequence[Form], seed: str, count: int | None = None, used: Collection[str] = ()) -> list[str]:
    """Ids of one paper, in the order of `forms`: a form of every family, or of `count` families of each outcome.

    Forms in `used` are taken only where a family has no other. An empty seed takes what comes first.
    """
    families: dict[str, list[Form]] = {}
    for form in forms:
        families.setdefault(form.family, []).append(form)
    taken = _families(families, seed, count)
    paper: list[str] = []
    for family, members in families.items():
        if family in taken:
            fresh = [m.id for m in members if m.id not in used] or [m.id for m in members]
            paper.append(fresh[random(f"{seed}/{family}")(len(fresh)) if seed else 0])
    return paper


def _families(families: dict[str, list[Form]], seed: str, count: int | None) -> set[str]:
    if count is None:
        return set(families)
    outcomes: dict[str, list[str]] = {}
    for family, members in families.items():
        outcomes.setdefault(members[0].outcome, []).append(family)
    taken: set[str] = set()
    for outcome, names in outcomes.items():
        order = shuffle(names, f"{seed}/{outcome}") if seed else names
        must = [n for n in order if any(m.critical for m in families[n])]
        taken.update([*must, *(n for n in order if n not in must)][: max(count, len(must))])
    return taken


def forms_of(quiz: Quiz) -> list[Form]:
    """The graded questions of a quiz as drawing sees them; the others are always shown."""
    return [
        Form(i.id, i.family or i.id, i.outcomes[0] if i.outcomes else "", i.critical) for i in quiz.items if i.graded
    ]


def first_paper(quiz: Quiz) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """What a page shows, in order, and the other forms, which it keeps for retakes."""
    taken = set(draw(forms_of(quiz), "", quiz.draw))
    shown = tuple(i for i in quiz.items if not i.graded or i.id in taken)
    return shown, tuple(i for i in quiz.items if i.graded and i.id not in taken)
