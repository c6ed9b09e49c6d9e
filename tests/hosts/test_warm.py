"""After an edit, what a run makes with a memory is, byte for byte, what one makes that remembers nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from project import REPOSITORY, contents
from support import TODAY, copy_minimal

from generator.app import build_packs, check_project, compile_project
from generator.hosts.site import build_site
from generator.memory.memory import Memory
from generator.model.diagnostic import Diagnostic
from generator.outputs.print.packs import Packs

pytestmark = pytest.mark.slow
QUERIES = "site_config/search_queries.tsv"
SLEEP = "content/home/sleep.md"
PHOTO = "content/home/walk.jpg"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = copy_minimal(tmp_path / "small")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(REPOSITORY / name, root)
    rows = ("zh\t孩子睡不着\thome/sleep\tsleep", "zh\t隐私\tabout/privacy\tabout", "zh\t螃蟹\thome/sleep\tsleep")
    photograph(1200)(root)
    (root / SLEEP).write_text((root / SLEEP).read_text("utf-8") + "\n![一起散步](walk.jpg)\n", "utf-8")
    (root / QUERIES).write_text("\n".join(rows) + "\n", "utf-8")
    return root


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def photograph(width: int) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        Image.linear_gradient("L").resize((width, 500)).save(root / PHOTO, "JPEG", quality=95)

    return edit


def remove(*names: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        for name in names:
            (root / name).unlink()

    return edit


def hook(root: Path) -> None:
    """MkDocs then builds by itself, while the search is being mended already."""
    (root / "hook.py").write_text("def on_post_page(output, page, config):\n    return output + '<!-- hooked -->'\n")
    with (root / "mkdocs.yml").open("a") as file:
        file.write("\nhooks: [hook.py]\n")
    EDITS["a page's text"](root)


EDITS = {
    "a page's text": change(SLEEP, "手机放客厅充电。", "手机今晚放客厅充电。"),
    "a title that others show": change(SLEEP, "title: 睡不够的孩子", "title: 睡不着的孩子"),
    "the site's title": change("site_config/site.yml", "zh: 心育", "zh: 心育园"),
    "a hotline's name": change("site_config/hotlines.yml", "name: {zh: ", "name: {zh: 新"),
    "a quiz question": change("quizzes/t1/c1-3.yml", "下面哪一条是事实？", "哪一条写的是事实？"),
    "a page deleted": remove("content/lesson/g3-a09.md", "content/lesson/g3-a09.en.md"),
    "a keyword of a page": change(SLEEP, "keywords: [熬夜", "keywords: [螃蟹, 熬夜"),
    "a synonym": change("site_config/glossary.yml", "[心情不好]", "[心情不好, 熬夜]"),
    "a known query": change(QUERIES, "隐私", "隐私说明"),
    "a photograph": photograph(1300),
    "a hook of MkDocs": hook,
    "a drawing": change("content/home/talk.svg", 'width="4"', 'width="5"'),
}
BESIDE_THE_SITE = {"a known query"}  # the site is the same after it
every_edit = pytest.mark.parametrize("name", EDITS)


@every_edit
def test_a_site_is_the_one_of_a_cold_build(small: Path, tmp_path: Path, name: str) -> None:
    site, folder = tmp_path / "site", tmp_path / "cache"

    def build(target: Path, memory: Memory) -> dict[str, bytes]:
        build_site(compile_project(small, TODAY, memory, for_site=True), target, memory)
        memory.close()
        return contents(target)

    before = build(site, Memory(folder))
    EDITS[name](small)
    after = build(site, Memory(folder))
    assert (after == before) == (name in BESIDE_THE_SITE)
    assert after == build(tmp_path / "cold", Memory())


@every_edit
def test_a_check_says_what_a_cold_one_says(small: Path, tmp_path: Path, name: str) -> None:
    def check(memory: Memory) -> tuple[Diagnostic, ...]:
        project = check_project(small, TODAY, memory)
        memory.close()
        return project.compilation.diagnostics

    folder = tmp_path / "cache"
    before = check(Memory(folder))
    assert check(Memory(folder)) == before
    assert [d.code for d in before].count("search-miss") == 1
    EDITS[name](small)
    after = check(Memory(folder))
    assert after == check(Memory())
    assert ("search-miss" in [d.code for d in after]) == (name != "a keyword of a page")


def test_another_day_is_noticed_and_undoes_no_other_work(small: Path, tmp_path: Path) -> None:
    EDITS["a page's text"](small)  # whatever the day is
    later = TODAY + timedelta(days=1000)

    def check(day: date, memory: Memory) -> tuple[Diagnostic, ...]:
        project = check_project(small, day, memory)
        memory.close()
        return project.compilation.diagnostics

    folder = tmp_path / "cache"
    before = check(TODAY, Memory(folder))
    memory = Memory(folder)
    lowered = {name: memory.last("task", name) for name in ("lower zh home/sleep", "check home/sleep")}
    assert None not in lowered.values()
    memory.close()
    after = check(later, Memory(folder))
    assert after != before
    assert after == check(later, Memory())
    memory = Memory(folder)
    assert {name: memory.last("task", name) for name in lowered} == lowered


@every_edit
def test_packs_are_those_of_a_cold_run(small: Path, tmp_path: Path, name: str) -> None:
    def pack(target: Path, memory: Memory) -> tuple[Packs, dict[str, bytes]]:
        made = build_packs(compile_project(small, TODAY, memory), target)
        memory.close()
        return made, contents(target)

    folder, packs = tmp_path / "cache", tmp_path / "packs"
    pack(packs, Memory(folder))
    assert pack(packs, Memory(folder))[0].written == ()
    EDITS[name](small)
    made, after = pack(packs, Memory(folder))
    _, cold = pack(tmp_path / "cold", Memory())
    assert after == cold
    if name == "a page's text":
        assert {path.rpartition("/")[0] for path in made.written} == {"home/sleep"}
