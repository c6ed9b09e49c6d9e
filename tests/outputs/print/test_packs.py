"""Packs in a folder: only what changed, resumed after an interruption, nothing half-written, the same on every core."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sheet_making import paragraph, sheet

from generator.outputs.print import packs
from generator.outputs.print.packs import JOURNAL, write_packs
from generator.outputs.print.plan import Artefact, Pack


def pack(*artefacts: Artefact) -> Pack:
    """The files of a page of which nothing is remembered."""
    return Pack(False, None, lambda: ((), artefacts), lambda _asked, _planned: None)


def plan(*titles: str) -> list[Pack]:
    return [pack(Artefact(f"a/{t}.pdf", "pdf", (sheet(paragraph(t), title=t),))) for t in titles]


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_second_run_writes_nothing_and_a_changed_sheet_is_written_alone(tmp_path: Path) -> None:
    first = write_packs(plan("一", "二"), {}, tmp_path)
    second = write_packs(plan("一", "二"), {}, tmp_path)
    changed = plan("一", "二")
    changed[1] = pack(Artefact("a/二.pdf", "pdf", (sheet(paragraph("二，改过"), title="二"),)))
    third = write_packs(changed, {}, tmp_path)

    assert (first.written, first.kept) == (("a/一.pdf", "a/二.pdf"), ())
    assert (second.written, second.kept) == ((), ("a/一.pdf", "a/二.pdf"))
    assert (third.written, third.kept) == (("a/二.pdf",), ("a/一.pdf",))


def test_a_changed_picture_is_a_change(tmp_path: Path) -> None:
    from generator.model import blocks as b  # noqa: PLC0415 - beside its use

    lamp = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    wanted = [pack(Artefact("x.pdf", "pdf", (sheet(b.Paragraph((b.Image("file:lamp.svg", "灯"),))),)))]

    write_packs(wanted, {"lamp.svg": lamp}, tmp_path / "out")

    assert write_packs(wanted, {"lamp.svg": lamp}, tmp_path / "out").kept == ("x.pdf",)
    assert write_packs(wanted, {"lamp.svg": lamp.replace(b"9", b"8")}, tmp_path / "out").written == ("x.pdf",)


def test_a_file_someone_changed_or_removed_is_written_again(tmp_path: Path) -> None:
    write_packs(plan("一", "二"), {}, tmp_path)
    (tmp_path / "a/一.pdf").write_bytes(b"spilled")
    (tmp_path / "a/二.pdf").unlink()

    assert write_packs(plan("一", "二"), {}, tmp_path).written == ("a/一.pdf", "a/二.pdf")


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, done = packs.render, []

    def failing(artefact: Artefact, assets: object) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(artefact.path)
        return real(artefact, assets)  # type: ignore[arg-type]

    monkeypatch.setattr(packs, "render", failing)
    with pytest.raises(KeyboardInterrupt):
        write_packs(plan("一", "二", "三"), {}, tmp_path, workers=1)
    with (tmp_path / JOURNAL).open("a") as out:
        out.write('{"path": "a/三.pdf", "key": "cut o')  # the power went
    monkeypatch.setattr(packs, "render", real)

    assert set(files(tmp_path)) == {JOURNAL, "a/一.pdf", "a/二.pdf"}
    assert write_packs(plan("一", "二", "三"), {}, tmp_path).written == ("a/三.pdf",)


def test_a_journal_of_nonsense_is_as_if_there_were_none(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).write_text(
        '[]\n{"path": 3}\n\x00\n{"path":"a/一.pdf","key":"k","sha256":"s","told":[{"x":1}]}\n'
    )

    assert write_packs(plan("一"), {}, tmp_path).written == ("a/一.pdf",)
    assert [json.loads(line)["path"] for line in (tmp_path / JOURNAL).read_text().splitlines()] == ["a/一.pdf"]


def test_a_whole_run_removes_what_it_wrote_before_and_nothing_else(tmp_path: Path) -> None:
    gone = Artefact("gone/二.pdf", "pdf", (sheet(paragraph("二"), title="二"),))
    write_packs([*plan("一"), pack(gone)], {}, tmp_path)
    (tmp_path / "mine.txt").write_text("my own")
    part = write_packs(plan("一"), {}, tmp_path)
    whole = write_packs(plan("一"), {}, tmp_path, whole=True)

    assert part.removed == ()
    assert whole.removed == ("gone/二.pdf",)
    assert set(files(tmp_path)) == {JOURNAL, "a/一.pdf", "mine.txt"}
    assert not (tmp_path / "gone").exists()


def test_a_journal_cannot_have_a_file_outside_the_folder_removed(tmp_path: Path) -> None:
    outside = tmp_path / "keep.txt"
    outside.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / JOURNAL).write_text(json.dumps({"path": "../keep.txt", "key": "k", "sha256": "s", "told": []}) + "\n")

    write_packs(plan("一"), {}, folder, whole=True)

    assert outside.read_text() == "mine"


def test_several_processes_write_the_bytes_that_one_writes_and_progress_is_told(tmp_path: Path) -> None:
    wanted = plan("一", "二", "三", "四", "五")
    told: list[tuple[int, int]] = []

    write_packs(wanted, {}, tmp_path / "one", workers=1)
    write_packs(wanted, {}, tmp_path / "two", workers=2, progress=lambda done, of: told.append((done, of)))

    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one == two
    assert told == [(n, 5) for n in range(6)]


def test_what_was_said_of_a_file_is_said_again_while_it_is_kept(tmp_path: Path) -> None:
    wanted = [pack(Artefact("x.pdf", "pdf", (sheet(paragraph("甲\ue000"), source="content/x.md"),)))]

    runs = [write_packs(wanted, {}, tmp_path) for _ in range(2)]

    assert [r.written for r in runs] == [("x.pdf",), ()]
    assert [[(d.code, d.span.file) for d in r.diagnostics] for r in runs] == [
        [("print-characters", "content/x.md")]
    ] * 2
