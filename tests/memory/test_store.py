"""What is remembered survives a crash, a damaged file, another version and another run, or is as good as never been."""

from __future__ import annotations

import os
import pickle
import sqlite3
from pathlib import Path

import pytest

from generator.memory import memory as memory_module
from generator.memory.memory import Memory
from generator.memory.records import Refused, from_bytes, to_bytes
from generator.memory.store import NAME, Store
from generator.memory.watch import Answers, Notes, WatchedSet, WatchedTable
from generator.model.diagnostic import Span


def kept(folder: Path, value: object = "worth") -> Path:
    memory = Memory(folder)
    memory.put("kind", "name", "mark", value)
    memory.save()
    memory.close()
    return folder / NAME


def test_an_entry_is_given_back_only_for_what_it_was_made_from(tmp_path: Path) -> None:
    kept(tmp_path, Span("a.md", 3))
    assert Memory(tmp_path).get("kind", "name", "mark") == Span("a.md", 3)
    assert Memory(tmp_path).get("kind", "name", "another") is None
    assert Memory(tmp_path).get("another", "name", "mark") is None


def test_what_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.put("kind", "name", "mark", 1)
    memory.close()  # as a crash would
    assert Memory(tmp_path).get("kind", "name", "mark") is None


@pytest.mark.parametrize("saved", [True, False])
@pytest.mark.parametrize("folder", ["there", None])
def test_what_was_let_go_of_is_given_when_it_is_asked_for(tmp_path: Path, folder: str | None, saved: bool) -> None:
    memory = Memory(tmp_path / folder if folder else None)
    large, other = Span("a.md", 3), Span("b.md", 4)
    memory.put("kind", "name", "mark", large)
    memory.put("other", "name", "mark", other)
    if saved:
        memory.save()
    memory.read_all("kind")
    memory.release("kind")
    assert memory.get("kind", "name", "mark") == large
    assert (memory.get("kind", "name", "mark") is large) is (folder is None)  # there is nowhere else to have it from
    assert memory.get("other", "name", "mark") is other
    assert memory.last("kind", "none") is None


@pytest.mark.parametrize("ending", ["saved", "crashed"])
def test_where_much_is_new_it_is_written_at_once_and_what_need_not_be_held_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(memory_module, "SPILL", 2_000)
    memory = Memory(tmp_path)
    memory.read_all("loose")
    for number in range(40):
        memory.put("loose", str(number), "mark", "x" * 100 + str(number), hold=False)
        memory.put("firm", str(number), "mark", Span(str(number)))
    held = [key for key in memory._held if key[0] == "loose"]  # type: ignore[attr-defined]
    assert 0 < len(held) < 30
    assert len([key for key in memory._held if key[0] == "firm"]) == 40  # type: ignore[attr-defined]
    for number in range(40):
        assert memory.get("loose", str(number), "mark") == "x" * 100 + str(number)
        assert memory.get("firm", str(number), "mark") == Span(str(number))
    if ending == "saved":
        memory.save()
    memory.close()
    there = [Memory(tmp_path).get("loose", str(number), "mark") is not None for number in range(40)]
    assert there[0]
    assert all(there) == (ending == "saved")


def test_what_cannot_be_written_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "SPILL", 2_000)
    monkeypatch.setattr("generator.memory.store.WAIT", 0.05)
    other = sqlite3.connect(kept(tmp_path), isolation_level=None)
    memory = Memory(tmp_path)
    other.execute("begin exclusive")  # another run, for long
    for number in range(40):
        memory.put("loose", str(number), "mark", "x" * 100 + str(number), hold=False)
    assert memory.get("loose", "0", "mark") == "x" * 100 + "0"
    memory.save()
    other.execute("rollback")
    other.close()
    memory.save()
    memory.close()
    assert Memory(tmp_path).get("loose", "39", "mark") == "x" * 100 + "39"


def test_a_damaged_entry_is_none(tmp_path: Path) -> None:
    path = kept(tmp_path)
    db = sqlite3.connect(path)
    (data,) = db.execute("select data from entry").fetchone()
    db.execute("update entry set data = ?", (data.replace(b"worth", b"WORTH"),))
    db.commit()
    db.close()
    assert Memory(tmp_path).get("kind", "name", "mark") is None


@pytest.mark.parametrize("rubbish", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, rubbish: bytes) -> None:
    path = kept(tmp_path)
    path.write_bytes(rubbish)
    memory = Memory(tmp_path)
    assert memory.get("kind", "name", "mark") is None
    memory.close()
    kept(tmp_path)
    assert Memory(tmp_path).get("kind", "name", "mark") == "worth"


def test_every_cut_of_the_file_is_survived(tmp_path: Path) -> None:
    whole = kept(tmp_path).read_bytes()
    for cut in range(0, len(whole), 997):
        (tmp_path / NAME).write_bytes(whole[:cut])
        memory = Memory(tmp_path)
        assert memory.get("kind", "name", "mark") in {None, "worth"}
        memory.close()


def test_another_version_of_the_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path)
    monkeypatch.setattr(memory_module, "program", lambda: "another")
    assert Memory(tmp_path).get("kind", "name", "mark") is None


def test_a_file_damaged_within_is_begun_anew(tmp_path: Path) -> None:
    """As a power cut may leave it: it opens, and what is written to it fails."""
    memory = Memory(tmp_path)
    for number in range(300):
        memory.put("kind", str(number), "mark", "x" * 900)
    memory.save()
    memory.close()
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):  # all but the first, which says what is in the file
        data[page : page + 64] = os.urandom(64)
    path.write_bytes(data)

    def run() -> bool:
        memory = Memory(tmp_path)
        there = all(memory.get("kind", str(number), "mark") for number in range(300))
        for number in range(300):
            memory.put("kind", str(number), "mark", "x" * 900)
        memory.save()
        memory.close()
        return there

    assert [run(), run(), run()] == [False, False, True]


def test_two_runs_at_once_both_end_whole(tmp_path: Path) -> None:
    one, two = Memory(tmp_path), Memory(tmp_path)
    one.put("kind", "a", "mark", 1)
    two.put("kind", "b", "mark", 2)
    one.save()
    two.save()
    one.close()
    two.close()
    last = Memory(tmp_path)
    assert (last.get("kind", "a", "mark"), last.get("kind", "b", "mark")) == (1, 2)


def test_a_folder_that_cannot_be_used_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    memory = Memory(tmp_path / "taken")
    memory.put("kind", "name", "mark", 1)
    memory.save()
    assert memory.get("kind", "name", "mark") == 1


def test_what_nobody_uses_is_swept_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.memory.store.SLACK", 1000)
    store = Store(tmp_path)
    for number in range(3000):
        store.put("old", str(number), b"x")
    store.save()
    store.close()
    store = Store(tmp_path)
    store.put("new", "1", b"y")
    store.save()
    assert [key for key, _ in store.all("old")] == []
    assert [key for key, _ in store.all("new")] == ["1"]


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


def test_reading_runs_nothing() -> None:
    for hostile in (Evil(), os.getcwd, Path("/"), Memory):
        with pytest.raises(Refused):
            from_bytes(pickle.dumps(hostile))
    assert from_bytes(to_bytes((Span("a"), {"b": (1, None, True)}))) == (Span("a"), {"b": (1, None, True)})


def test_a_watched_table_notes_what_is_asked() -> None:
    notes = Notes()
    table = WatchedTable("t", {"a": 1}, notes)
    assert (table.get("b"), table["a"], "c" in table) == (None, 1, False)
    assert notes.taken() == (("t", "a"), ("t", "b"), ("t", "c"))
    notes.begin()
    assert list(table.items()) == [("a", 1)]
    assert ("t", None) in notes.taken()
    notes.begin()
    known = WatchedSet.of("s", frozenset({"x"}), notes)
    assert "x" in known
    assert sorted(known) == ["x"]
    assert notes.taken() == (("s", None), ("s", "x"))
    with pytest.raises(NotImplementedError):
        known | {"y"}


def test_answers_change_with_what_is_held() -> None:
    def asked(held: dict[str, str]) -> str:
        answers = Answers()
        answers.table("t", lambda key: held.get(key, ""), lambda: repr(held))
        return answers.together((("t", "a"), ("t", None)))

    assert asked({"a": "1"}) == asked({"a": "1"})
    assert len({asked({"a": "1"}), asked({"a": "2"}), asked({}), asked({"a": "1", "b": "1"})}) == 4
