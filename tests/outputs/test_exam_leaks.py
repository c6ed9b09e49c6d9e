"""No byte of a built site tells the key of a sealed exam; and the test that says so can fail."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from exam_project import EXAM, PASSCODE, exam_project
from leaks import Leak, find_leaks, secrets
from support import TODAY, compile_folder

from generator.app import compile_project, site_tree
from generator.files import write_files
from generator.hosts.offline import pack_site
from generator.hosts.site import build_site
from generator.hosts.staging import stage_project
from generator.load.project import load_project
from generator.model import blocks as b
from generator.model.exam import draw_papers, keyless, without_key
from generator.model.library import Library
from generator.pages.exam import ExamMeta, exam_of
from tests.hosts.project import copy_project

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["open", "locked"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Library]:
    """A site with an exam, as MkDocs builds it, staged for another engine, and packed for a USB stick."""
    root = exam_project(tmp_path_factory.mktemp("exam") / "p", passcode=PASSCODE if request.param == "locked" else "")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, root / name)
    out = root.parent / "out"
    project = compile_project(root, TODAY)
    build_site(project, out / "site")
    stage_project(project, out / "staged")
    for lang in ("zh", "en"):
        tree = site_tree(project, lang, with_trouble=True)
        write_files(out / "tree" / lang, {**tree.files, **{k: v.encode() for k, v in tree.pages.items()}})
    pack_site(project, out / "site", TODAY)
    return out, project.compilation.library


def test_no_byte_of_a_site_tells_the_key(built: tuple[Path, Library]) -> None:
    folder, library = built
    assert (folder / "site" / f"{EXAM}.html").is_file()
    (archive,) = (folder / "dist").glob("*.zip")
    with zipfile.ZipFile(archive) as offline:
        assert f"site/{EXAM}.html" in offline.namelist()
    assert find_leaks(folder, library) == []


def test_the_needles_are_the_whole_key(built: tuple[Path, Library]) -> None:
    what = {w.split(" of ")[0] for w in secrets(built[1]).values()}
    assert {"salt", "rationale", "source/text", "id", "meaning", "model"} <= what
    assert {"options/1/feedback", "feedback/true", "blanks/0/accept/0"} <= what
    assert ("stem" in what) == bool(built[1].passcodes)


def _comment(page: Path, secret: str) -> None:
    page.write_text(page.read_text("utf-8").replace("</body>", f"<!-- {secret} --></body>"), "utf-8")


def _script(page: Path, secret: str) -> None:
    (page.parent / "x.js").write_text(f"var a={json.dumps(secret)}", "utf-8")


def _map(page: Path, secret: str) -> None:
    (page.parent / "x.js.map").write_bytes(base64.b64encode(f"..{secret}..".encode()))


def _zip(page: Path, secret: str) -> None:
    with zipfile.ZipFile(page.parent / "course.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", f"<x>{secret}</x>")


def _gzip(page: Path, secret: str) -> None:
    (page.parent / "index.js.gz").write_bytes(gzip.compress(secret.encode()))


def _utf16(page: Path, secret: str) -> None:
    (page.parent / "x.txt").write_bytes(secret.encode("utf-16"))


def _references(page: Path, secret: str) -> None:
    _comment(page, "".join(f"&#{ord(c)};" for c in secret))


PLANTS: tuple[Callable[[Path, str], None], ...] = (_comment, _script, _map, _zip, _gzip, _utf16, _references)


@pytest.mark.parametrize("plant", PLANTS)
def test_a_secret_that_is_planted_is_found(
    plant: Callable[[Path, str], None], built: tuple[Path, Library], tmp_path: Path
) -> None:
    folder, library = built
    page = tmp_path / "course" / "t1" / "exam.html"
    page.parent.mkdir(parents=True)
    every = sorted(secrets(library).items())
    for secret, what in every[PLANTS.index(plant) :: len(every) // 4]:  # each plant hides others
        shutil.copyfile(folder / "site" / f"{EXAM}.html", page)
        plant(page, secret)
        assert what in {leak.what for leak in find_leaks(tmp_path, library)}


def test_a_marker_beside_an_option_is_found(built: tuple[Path, Library], tmp_path: Path) -> None:
    folder, library = built
    text = (folder / "site" / f"{EXAM}.html").read_text("utf-8")
    planted = text.replace('<div class="xy-exam__start"', '<div data-correct="2" class="xy-exam__start"')
    (tmp_path / "exam.html").write_text(planted, "utf-8")
    assert Leak("marker data-correct", "exam.html") in find_leaks(tmp_path, library)


def test_options_are_alike_but_for_their_words(built: tuple[Path, Library]) -> None:
    page = (built[0] / "site" / f"{EXAM}.html").read_text("utf-8")
    papers = re.findall(r"<template[^>]*>(.*?)</template>", page, re.DOTALL)
    if built[1].passcodes:
        assert papers == []
        return
    assert len(papers) == 3
    for paper in papers:
        assert set(re.findall(r' ([a-z-]+)="', paper)) <= {
            *("class", "id", "data-control", "tabindex", "type", "name", "value", "aria-label", "maxlength"),
            *("autocomplete", "spellcheck", "inputmode"),
        }
        for question in paper.split("<fieldset")[1:]:
            values = re.findall(r'<input type="(?:radio|checkbox)"[^>]*value="(\d+)"', question)
            assert values == [str(n) for n in range(1, len(values) + 1)]
            rows = {re.sub(r">[^<]+<", "><", re.sub(r"\d+", "0", row)) for row in re.findall(r"<li>.*?</li>", question)}
            assert len(rows) <= 1  # options differ in their words and numbers only


def test_places_say_nothing_of_the_key(tmp_path: Path) -> None:
    """Right options stand everywhere, and no order is the source's more often than chance has it."""
    library = load_project(exam_project(tmp_path / "p"), TODAY).library
    meta = library.pages[EXAM].meta
    assert isinstance(meta, ExamMeta)
    right: set[int] = set()
    orders: list[bool] = []
    for salt in range(60):
        bank = library.quizzes["exam-demo"].model_copy(update={"salt": f"{salt:032d}"})
        one = Library(today=TODAY, quizzes={"exam-demo": bank})
        exam = exam_of(meta, one)
        assert exam
        for paper in draw_papers(exam):
            assert all(without_key(i) for i in keyless(paper, "en"))
            for place in paper.places:
                if place.question.type == "single":
                    key = next(o.id for o in place.question.options if o.correct)  # type: ignore[attr-defined]
                    right.add(place.options.index(key))
                if place.question.type == "order":
                    orders.append([o.id for o in place.question.options] == list(place.options))  # type: ignore[attr-defined]
    assert right == {0, 1, 2}
    assert 0 < sum(orders) < len(orders) / 8  # one of 24 by chance


def test_neighbouring_papers_share_no_question(tmp_path: Path) -> None:
    library = load_project(exam_project(tmp_path / "p"), TODAY).library
    meta = library.pages[EXAM].meta
    assert isinstance(meta, ExamMeta)
    exam = exam_of(meta.model_copy(update={"forms": 7}), library)
    assert exam
    papers = [{p.question.id for p in paper.places} for paper in draw_papers(exam)]
    assert all(not a & c for a, c in pairwise(papers[:3]))
    assert len({tuple(p.question.id for p in paper.places) for paper in draw_papers(exam)}) == 7


def test_a_block_with_a_key_is_never_written(tmp_path: Path) -> None:
    item = b.Item("q1", "single", "one", "?", (b.Option("1", "x", correct=True),))
    assert not without_key(item)
    assert not without_key(b.Item("q1", "numeric", "number", "?", (b.Option("answer", "3"),)))
    assert not without_key(b.Item("q1", "fill", "fill", "?", gaps=(b.Gap("1", accepted="x"),)))
    assert not without_key(b.Item("q1", "single", "one", "?", model="{}"))


def test_practice_cannot_show_a_sealed_item(tmp_path: Path) -> None:
    root = exam_project(tmp_path / "p")
    page = root / "content" / "home" / "sleep.md"
    page.write_text(page.read_text("utf-8") + "\n[[quiz:exam-demo]]\n\n[[question:demo-promise-a]]\n", "utf-8")
    compiled = compile_folder(root)
    assert compiled.codes.count("exam-item-practice") == 2
    tree = site_tree(compile_project(root, TODAY), "zh")
    write_files(tmp_path / "out", {k: v.encode() for k, v in tree.pages.items()} | dict(tree.files))
    assert find_leaks(tmp_path / "out", compiled.library) == []


def test_a_broken_bank_is_not_quoted_in_the_preview(tmp_path: Path) -> None:
    root = exam_project(tmp_path / "p")
    bank = root / "quizzes" / "exams" / "demo.yml"
    lines = bank.read_text("utf-8").replace("    rationale:", "    rationales:")
    bank.write_text(lines, "utf-8")
    project = compile_project(root, TODAY)
    tree = site_tree(project, "zh", with_trouble=True)
    said = "".join(tree.pages.values())
    assert "rationales" in said  # the field is named
    assert "理由号" not in said


@pytest.mark.slow
def test_no_key_of_our_own_exams_is_in_the_tree(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    project = compile_project(root, TODAY)
    if not any(q.sealed for q in project.compilation.library.quizzes.values()):
        return  # this library has no exam
    for lang in ("zh", "en"):
        tree = site_tree(project, lang)
        write_files(tmp_path / "out" / lang, {k: v.encode() for k, v in tree.pages.items()} | dict(tree.files))
    assert find_leaks(tmp_path / "out", project.compilation.library) == []


def test_without_a_public_key_the_exam_is_not_open(tmp_path: Path) -> None:
    root = exam_project(tmp_path / "p")
    page = root / "courses" / "t1" / "exam.md"
    page.write_text(re.sub(r"(?m)^key: .*\n", "", page.read_text("utf-8")), "utf-8")
    project = compile_project(root, TODAY)
    assert project.errors == 0
    text = site_tree(project, "zh").pages[f"{EXAM}.md"]
    assert "这场考试还没有开" in text
    assert "data-exam" not in text
