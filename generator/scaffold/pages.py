"""Plans a skeleton against the project it joins, and writes it; what is there is never overwritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.files import write_file
from generator.load.layers import Layer
from generator.load.located import parse_yaml
from generator.model.diagnostic import Span
from generator.model.library import Library
from generator.model.record import Text
from generator.scaffold.course_list import list_unit
from generator.scaffold.kinds import KINDS
from generator.scaffold.refused import Refused
from generator.scaffold.skeletons import Request

MAX_ID, MAX_TITLE = 80, 120
# Names that Windows keeps for devices, with or without an ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What will be written: new files and files changed, by their path in the project; what is left to the author."""

    files: Mapping[str, str]
    changed: Mapping[str, bytes]
    todo: Text | None = None


def plan_scaffold(
    kind: str, identity: str, titles: tuple[str, str], library: Library, layers: Sequence[Layer]
) -> Scaffold:
    """The files of a new `kind` called `identity`. Raises `Refused` where the id is wrong or taken."""
    root = layers[0].root
    parts = KINDS[kind].read(identity)
    _check_name(parts[0])
    zh, en = (clean_title(t) for t in titles)
    files = KINDS[kind].plan(Request(parts[0], zh, en, library), parts)
    for text_id in _ids(files):
        _check_free(text_id, library, layers)
    for path in files:
        _check_path(root, path)
    if kind != "unit":
        return Scaffold(files, {})
    changed, todo = _listed(parts[0], f"course/{parts['course']}", library, layers)
    return Scaffold(files, changed, todo)


def write_scaffold(scaffold: Scaffold, root: Path) -> None:
    """Writes everything, or nothing: a failure takes back what had been written. Raises `Refused`."""
    done: list[Path] = []
    try:
        for path, text in scaffold.files.items():
            write_file(root / path, text.encode())
            done.append(root / path)
        for path, data in scaffold.changed.items():
            write_file(root / path, data)
    except OSError as problem:
        for path_done in done:
            path_done.unlink(missing_ok=True)
        reason = problem.strerror or str(problem)
        raise Refused(
            f"写不进去：{reason}。什么也没有留下。", f"Cannot write: {reason}. Nothing was left behind."
        ) from None


def clean_title(text: str) -> str:
    """A title on one line, without characters that cannot be shown."""
    line = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    if text.strip() and not line:
        raise Refused("标题里没有能显示的字。", "The title holds no character that can be shown.")
    if len(line) > MAX_TITLE:
        raise Refused(
            f"标题有 {len(line)} 个字，最多 {MAX_TITLE} 个。",
            f"The title has {len(line)} characters; {MAX_TITLE} at most.",
        )
    return line


def _check_name(identity: str) -> None:
    if len(identity) > MAX_ID:
        raise Refused(
            f"id 有 {len(identity)} 个字符，最多 {MAX_ID} 个。",
            f"The id has {len(identity)} characters; {MAX_ID} at most.",
        )
    for name in identity.split("/"):
        if _DEVICES.fullmatch(name):
            raise Refused(
                f"“{name}”在 Windows 上不能作文件名，请换一个。",
                f"Windows allows no file called “{name}”; choose another.",
            )


def _ids(files: Mapping[str, str]) -> list[str]:
    """The keys (`page:...`, `quiz:...`, `question:...`) that new files claim."""
    out: list[str] = []
    for path, text in files.items():
        if path.endswith(".en.md"):
            continue
        page = path.endswith(".md")
        located, _ = parse_yaml(text.split("\n---\n")[0].removeprefix("---\n") if page else text, path)
        assert located is not None, path
        out.append(f"{'page' if page else 'quiz'}:{located.data['id']}")
        out.extend(f"question:{item['id']}" for item in located.data.get("items", ()))
    return out


def _check_free(key: str, library: Library, layers: Sequence[Layer]) -> None:
    kind, _, identity = key.partition(":")
    if key in library.spans:
        span = library.spans[key]
        layer, path = _real(span, layers)
        if layer.number == 0:
            where = f"{span.file}:{span.line}"
            raise Refused(f"“{identity}”已经有了：{where}", f"“{identity}” is taken: {where}")
        home = path.relative_to(layer.root).parent.as_posix()
        english = f"{path.stem}.en.md" if kind == "page" else ""
        raise Refused(
            f"“{identity}”在下层内容库里已经有了：{path}\n"
            f"要改成学校自己的：把它{f'和旁边的 {english} ' if english else ''}复制到 {home}/，id 不变，再改。",
            f"“{identity}” is in the library below: {path}\n"
            f"To make it the school's own, copy it{f' and {english}' if english else ''} to {home}/, keep the id, and edit.",
        )
    if kind == "page":
        for page in library.pages.values():
            if identity in page.meta.aliases:
                at = page.at("aliases")
                raise Refused(
                    f"“{identity}”是 {page.id} 的旧地址：{at.file}:{at.line}",
                    f"“{identity}” is an old address of {page.id}: {at.file}:{at.line}",
                )


def _real(span: Span, layers: Sequence[Layer]) -> tuple[Layer, Path]:
    """The layer a span is in, and its file on disk."""
    layer = max((x for x in layers if span.file.startswith(x.prefix)), key=lambda x: len(x.prefix))
    return layer, layer.root / span.file.removeprefix(layer.prefix)


def _check_path(root: Path, path: str) -> None:
    target = root / path
    if target.exists() or target.is_symlink():
        raise Refused(f"{path} 已经在那里了，没有动它。", f"{path} is there already; it was not touched.")
    if not target.resolve().is_relative_to(root.resolve()):
        raise Refused(f"{path} 在项目文件夹之外。", f"{path} lies outside the project's folder.")
    for parent in target.relative_to(root).parents:
        folder = root / parent
        if folder.exists() and not folder.is_dir():
            name = parent.as_posix()
            raise Refused(f"{name} 不是文件夹。", f"{name} is not a folder.")


def _listed(
    unit: str, course: str, library: Library, layers: Sequence[Layer]
) -> tuple[Mapping[str, bytes], Text | None]:
    """The course page with the unit in its list, or what the author has to add to it."""
    page = library.pages.get(course)
    if page is None:  # written together with the unit
        return {}, None
    span = page.at("core")
    layer, path = _real(Span(page.body.file), layers)
    home = path.relative_to(layer.root).as_posix()
    if layer.number == 0:
        before = path.read_bytes()
        try:
            after = list_unit(before.decode(), unit)
        except UnicodeDecodeError:
            after = None
        if after is not None:
            return {home: after.encode()}, None
        return {}, Text(
            zh=f"还差一步：在 {home}:{span.line} 的 core: 列表里加上 {unit}",
            en=f"One step left: add {unit} to the core: list at {home}:{span.line}",
        )
    units = ", ".join([*getattr(page.meta, "core", ()), unit])
    english = path.with_name(path.stem + ".en.md")
    return {}, Text(
        zh=f"还差一步：课程 {course} 在下层内容库里。把 {path} 和 {english.name} 复制到 {Path(home).parent.as_posix()}/，"
        f"再把其中的 core 改成：\ncore: [{units}]",
        en=f"One step left: the course {course} is in the library below. Copy {path} and {english.name} to "
        f"{Path(home).parent.as_posix()}/, and make its core read:\ncore: [{units}]",
    )
