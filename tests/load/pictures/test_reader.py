"""Pictures of a project: told where they are shown, prepared once, never stale."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from picture_making import bomb, camera, scene, written
from support import TODAY, compile_folder, copy_minimal, edit

from generator.app import compile_project, printed_pictures, site_tree
from generator.hosts.site import BuildFailed, build_site
from generator.load.pictures import reader
from generator.load.pictures.prepare import prepare
from generator.load.pictures.reader import Changed
from generator.memory.memory import Memory
from generator.model.picture import Picture

ROOT = Path(__file__).resolve().parents[3]
HERE = "![孩子和妈妈坐在床边说话](talk.svg)"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = copy_minimal(tmp_path / "p")
    (root / "content/home/walk.jpg").write_bytes(camera(scene(2000, 1000)))
    edit(root, "content/home/sleep.md", HERE, f"{HERE}\n\n![一起散步](walk.jpg)")
    return root


def test_a_picture_that_cannot_be_published_is_told_where_it_is_shown(project: Path) -> None:
    assert compile_folder(project).codes == []
    (project / "content/home/walk.jpg").write_bytes(bomb(20_000, 20_000))
    found = compile_folder(project)

    told = found.only("image-type")
    assert told.span.file == "content/home/sleep.md"
    assert found.marked(told) == "![一起散步](walk.jpg)"
    assert "content/home/walk.jpg" in found.text()
    assert len(found.codes) == 1


def test_one_that_no_page_shows_is_told_at_the_file(project: Path) -> None:
    attack = '<svg xmlns="http://www.w3.org/2000/svg">\n\n<script/></svg>'
    (project / "content/lonely.svg").write_text(attack)
    told = compile_folder(project).only("image-unsafe")
    assert (told.span.file, told.span.line) == ("content/lonely.svg", 3)


def test_a_file_that_is_too_large_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 1000)
    told = compile_folder(project).only("image-large")
    assert told.span.file == "content/home/sleep.md"


def test_what_is_remembered_is_not_prepared_again_and_an_exchanged_picture_is(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(reader, "prepare", lambda name, data: done.append(name) or prepare(name, data))

    def build() -> dict[str, bytes | str]:
        done.clear()
        memory = Memory(tmp_path / "cache")
        made = compile_project(project, TODAY, memory, for_site=True)
        tree = site_tree(made, "zh")
        memory.save()
        memory.close()
        cold = site_tree(compile_project(project, TODAY, for_site=True), "zh")
        assert (tree.pages, tree.files) == (cold.pages, cold.files)
        return {**tree.pages, **tree.files}

    monkeypatch.setenv("XINYU_CORES", "1")
    first = build()
    assert sorted(done)[:2] == ["content/home/talk.svg", "content/home/talk.svg"]  # and once for the cold one
    second = build()
    assert sorted(done) == ["content/home/talk.svg", "content/home/walk.jpg"]  # only the cold one
    assert first == second

    (project / "content/home/walk.jpg").write_bytes(camera(scene(2000, 1200)))
    third = build()
    assert sorted(done).count("content/home/walk.jpg") == 2
    assert third["home/sleep.md"] != second["home/sleep.md"]
    assert 'height="960"' in str(third["home/sleep.md"])
    assert third["media/720/content/home/walk.jpg"] != second["media/720/content/home/walk.jpg"]
    assert [p for p in third if str(p).endswith(".md") and third[p] != second[p]] == ["home/sleep.md"]

    (project / "content/home/walk.jpg").write_bytes(b"broken")
    broken = build()
    assert "walk.jpg" not in str(broken["home/sleep.md"])
    assert "一起散步" in str(broken["home/sleep.md"])
    (project / "content/home/walk.jpg").unlink()
    assert "media/content/home/walk.jpg" not in build()


def test_lost_pixels_are_made_again_from_the_file_unless_it_is_another(project: Path, tmp_path: Path) -> None:
    whole = printed_pictures(compile_project(project, TODAY).compilation.library)
    made = compile_project(project, TODAY)
    lost = made.compilation.library
    held = lost.pixels.memory._held  # type: ignore[attr-defined]
    for kind, name in [key for key in held if key[0] == "pixels"]:
        del held[kind, name]
    assert printed_pictures(lost) == whole

    lost.pixels._again.clear()  # type: ignore[attr-defined]
    (project / "content/home/walk.jpg").write_bytes(written(scene(30, 20), "JPEG"))
    with pytest.raises(Changed, match=r"walk\.jpg"):
        printed_pictures(lost)
    (project / "content/home/walk.jpg").unlink()
    with pytest.raises(Changed, match=r"walk\.jpg"):
        printed_pictures(lost)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, project / name)
    with pytest.raises(BuildFailed, match=r"walk\.jpg.*run the command again"):
        build_site(made, tmp_path / "site")


def test_an_exchanged_picture_takes_the_place_of_the_old_one_in_what_is_remembered(
    project: Path, tmp_path: Path
) -> None:
    sizes = []
    for height in (1000, 1001, 1002, 1003):
        (project / "content/home/walk.jpg").write_bytes(camera(scene(2000, height)))
        memory = Memory(tmp_path / "cache")
        compile_project(project, TODAY, memory)
        memory.close()
        memory = Memory(tmp_path / "cache")
        memory.read_all("pixels")
        sizes.append(len([k for k in memory._held if k[0] == "pixels"]))
        memory.close()
    assert sizes == [sizes[0]] * 4


def test_one_core_or_three_give_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        (project / f"content/home/p{n}.png").write_bytes(written(scene(900 + n, 300), "PNG"))
    seen = []
    for cores in ("1", "3"):
        monkeypatch.setenv("XINYU_CORES", cores)
        library = compile_project(project, TODAY).compilation.library
        assert all(isinstance(p, Picture) for p in library.pictures.values())
        seen.append((dict(library.pictures), dict(library.pixels)))
    assert seen[0] == seen[1]
