"""Source files as they come from school computers."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from generator.load.text import MAX_BYTES, read_source
from generator.model.diagnostic import Diagnostic


def read(path: Path, root: Path | None = None) -> str:
    text, problems = read_source(path, "a.md", root or path.parent)
    assert problems == []
    assert text is not None
    return text


def refused(path: Path, root: Path | None = None) -> Diagnostic:
    text, (problem,) = read_source(path, "a.md", root or path.parent)
    assert text is None
    assert problem.span.file == "a.md"
    return problem


@pytest.mark.parametrize(
    "raw",
    [
        "一\n二\n".encode(),
        "\ufeff一\n二\n".encode(),
        "一\r\n二\r\n".encode(),
        "一\r二\r".encode(),
        "\ufeff一\r\n二\r".encode(),
    ],
)
def test_marks_and_line_ends_of_every_editor_are_read_alike(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(raw)
    assert read(path) == "一\n二\n"


@pytest.mark.parametrize(
    ("raw", "code", "guess", "line"),
    [
        ("a\n睡眠\n".encode("gbk"), "file-encoding", "GBK", 2),
        ("睡眠".encode("utf-16"), "file-encoding", "UTF-16", 1),
        ("睡\n".encode("utf-16-be"), "file-binary", None, 1),
        (b"a\nb\nc\xff\xff\xff", "file-encoding", "?", 3),
        (b"a\nb\x00c", "file-binary", None, 2),
    ],
)
def test_what_is_not_utf_8_is_refused_at_its_line(
    tmp_path: Path, raw: bytes, code: str, guess: str | None, line: int
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(raw)
    problem = refused(path)
    assert (problem.code, problem.span.line) == (code, line)
    assert guess is None or problem.params["guess"] == guess


def test_size_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read(path)) == MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    assert refused(path).code == "file-too-large"


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.md").code == "file-unreadable"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert refused(tmp_path / ".", tmp_path).code == "file-unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append(refused(tmp_path / "a.md").code), daemon=True)
    reader.start()
    reader.join(10)
    assert found == ["file-unreadable"]


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("x", encoding="utf-8")

    def denied(self: Path, *_: object, **__: object) -> None:  # root, as whom machines run tests, may read everything
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    assert refused(path).code == "file-unreadable"


def test_links_stay_inside_the_project(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret.md").write_text("x", encoding="utf-8")
    (root / "real.md").write_text("内", encoding="utf-8")
    (root / "out.md").symlink_to("../secret.md")
    (root / "in.md").symlink_to("real.md")
    (root / "loop.md").symlink_to("loop.md")
    assert refused(root / "out.md", root).code == "file-outside"
    assert read(root / "in.md", root) == "内"
    assert refused(root / "loop.md", root).code == "file-unreadable"
