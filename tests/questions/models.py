"""Question models and answers for the property tests: every type, whole and odd answers, hostile ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}", fullmatch=True) | st.sampled_from(["constructor", "length", "a", "b"])
words = st.sampled_from(["两周", "Two Weeks", "１４天", "A。", "3.5", "是 否", "ÀÉ", "——", "“好”"]) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6
)
texts = st.fixed_dictionaries({"zh": words}, optional={"en": words})
scoring = st.sampled_from(["all", "partial"])
numbers = st.decimals(-999, 999, places=2).map(str) | st.integers(-999_999_999, 999_999_999).map(str)


def unique(low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, min_size=low, max_size=high, unique=True)


def options(low: int, high: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Options of which any number is marked right: grading does not wait for the lint."""

    def made(names: list[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
        marks = st.lists(st.booleans(), min_size=len(names), max_size=len(names))
        return marks.map(
            lambda m: [{"id": n, "text": "项", "correct": c} for n, c in zip(names, m, strict=True)],
        )

    # ids given twice are a fault the lint tells; they must not break anything
    return st.lists(ids, min_size=low, max_size=high).flatmap(made)


BASE = {"id": "q", "stem": "题"}
MODELS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single": st.fixed_dictionaries({"options": options(2, 6)}),
    "multiple": st.fixed_dictionaries({"options": options(3, 8), "scoring": scoring}),
    "truefalse": st.fixed_dictionaries(
        {"answer": st.booleans(), "feedback": st.just({"true": "是", "false": "否"})},
    ),
    "fill": st.fixed_dictionaries(
        {
            "blanks": st.lists(
                st.fixed_dictionaries({"id": ids, "accept": st.lists(texts, min_size=1, max_size=4)}),
                min_size=1,
                max_size=8,
            ),
            "scoring": scoring,
        }
    ),
    "numeric": st.fixed_dictionaries(
        {"answer": numbers, "tolerance": st.sampled_from(["0", "0.5", "10", "0.000001"])},
        optional={"unit": texts},
    ),
    "match": st.fixed_dictionaries(
        {
            "pairs": st.lists(ids, min_size=2, max_size=8).map(
                lambda names: [{"id": n, "left": "左", "right": "右"} for n in names],
            ),
            "scoring": scoring,
        }
    ),
    "order": st.fixed_dictionaries({"options": options(3, 8), "scoring": scoring}),
    "cloze": st.fixed_dictionaries(
        {
            "text": st.just("文"),
            "gaps": st.lists(st.fixed_dictionaries({"id": ids, "options": options(2, 6)}), min_size=1, max_size=8),
            "scoring": scoring,
        }
    ),
    "reflection": st.just({}),
    "survey": st.fixed_dictionaries(
        {
            "scale": st.just(["少", "中", "多"]),
            "rows": unique(1, 4).map(lambda names: [{"id": n, "text": "句"} for n in names]),
        }
    ),
}

junk = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5) | words | ids,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ids | st.just("__proto__"), inner, max_size=4),
    max_leaves=8,
)


def answers(model: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Answers near the model's own ids, so that many are right in part, and junk."""
    names = [o["id"] for f in ("options", "pairs", "blanks", "gaps", "rows") for o in model.get(f, [])]
    inner = [o["id"] for g in model.get("gaps", []) for o in g["options"]]
    known = st.sampled_from([*names, *inner, "x"])
    typed = [a[lang] for b in model.get("blanks", []) for a in b["accept"] for lang in a]
    near = {
        "single": known,
        "multiple": st.lists(known, max_size=5)
        | st.lists(known, max_size=5, unique=True)
        | st.just([o["id"] for o in model.get("options", []) if o.get("correct")]),
        "truefalse": st.booleans(),
        "fill": st.lists(st.sampled_from([*typed, ""]), min_size=len(names), max_size=len(names)) if names else junk,
        "numeric": numbers | numbers.map(lambda n: n + "天") | words,
        "order": st.permutations(names) | st.just(names) | st.just(names[:1] + names[:0:-1]),
        "match": st.dictionaries(known, known, max_size=8)
        | st.just({n: n for n in names})
        | st.just(dict.fromkeys(names, next(iter(names), ""))),
        "cloze": st.dictionaries(known, known, max_size=8)
        | st.just({g["id"]: o["id"] for g in model.get("gaps", []) for o in g["options"] if o["correct"]}),
    }
    return st.one_of(near.get(model["type"], junk), junk)


def cases_of(kind: str) -> st.SearchStrategy[tuple[dict[str, Any], Any]]:
    """Models of one type, each with an answer to it."""
    models = MODELS[kind].map(lambda m: {**BASE, **m, "type": kind})
    return models.flatmap(lambda m: st.tuples(st.just(m), answers(m)))


cases = st.one_of(*map(cases_of, MODELS))
