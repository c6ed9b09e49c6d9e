"""What a page kind sees while it lowers a page: the library, the language, words and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.messages import interface
from generator.model import blocks as b
from generator.model.coverage import CoverageRow
from generator.model.library import Library
from generator.model.page import Body, Citation, Page, PageMeta
from generator.model.record import Lang

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Context:
    """The library in one language. `coverage` is worked out before pages are lowered."""

    library: Library
    lang: Lang
    coverage: tuple[CoverageRow, ...] = ()

    def t(self, key: str, **values: object) -> str:
        """An interface string, with its `{fields}` filled."""
        text = interface(self.lang)[key]
        return text.format(**values) if values else text

    def names(self, table: str, ids: tuple[str, ...]) -> str:
        """The names of vocabulary entries (`bands`, `themes`, `roles`, `goals`), joined."""
        known = getattr(self.library, table)
        found = [known[i].name.get(self.lang) if i in known else i for i in ids]
        return self.t("list-comma").join(found)

    def cite(self, citation: Citation) -> str:
        """A citation in words: the source's title, its article, its version."""
        words = citation.text.get(self.lang) if citation.text else ""
        source = self.library.sources.get(citation.law or "")
        if source is None:
            return words
        title = law_title(source.title.get(self.lang), self.lang, source.type)
        if citation.article is not None:
            title += article_words(str(citation.article), self.lang)
        version = self.t("brackets", text=source.version.get(self.lang)) if source.version else ""
        joined = f"{title}{version}"
        return f"{joined}{self.t('list-comma')}{words}" if words else joined

    def entry(self, page: Page) -> b.Entry:
        """`page` as a line of a list, with its facets."""
        meta = page.meta
        facets: dict[str, tuple[str, ...]] = {
            "kind": (meta.kind,),
            "band": bands_of(meta, self.library),
            "theme": meta.themes,
        }
        for facet, name in (("grade", "grade"), ("term", "term"), ("audience", "audience")):
            value = getattr(meta, name, None)
            if value:
                facets[facet] = (str(value),)
        goals = getattr(meta, "goals", ())
        if goals:
            facets["goal"] = tuple(goals)
        return b.Entry(page.id, page.title(self.lang), page.summary(self.lang), self.brief(meta), facets)

    def brief(self, meta: PageMeta) -> str:
        """The quiet line under a title in a list: for whom, how long."""
        parts = [self.t(f"kind-{meta.kind}")]
        grade = getattr(meta, "grade", None)
        if grade:
            parts.append(grade_words(grade, self))
        elif 0 < len(meta.bands) < len(self.library.bands):
            parts.append(self.names("bands", meta.bands))
        minutes = getattr(meta, "minutes", None)
        if isinstance(minutes, int):
            parts.append(self.t("minutes", n=minutes))
        return " · ".join(parts)


def law_title(title: str, lang: Lang, kind: str) -> str:
    """A law's title as cited: in Chinese between 《》."""
    return f"《{title}》" if lang == "zh" and kind in {"law", "regulation"} and "《" not in title else title


def article_words(article: str, lang: Lang) -> str:
    """An article's number in words: 第二十八条, or ", article 28"."""
    if lang == "en":
        return f", article {article}"
    short = article.isdecimal() and len(article) <= 4
    return f"第{han_number(int(article))}条" if short else f"第{article}条"


def han_number(number: int) -> str:
    """A number from 0 to 9999 in Chinese numerals (the Civil Code has 1260 articles)."""
    out, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if skipped else "") + _DIGITS[digit] + name
        skipped = not digit and out != ""
    return out.removeprefix("一") if out.startswith("一十") else out or _DIGITS[0]


def grade_words(grade: str, context: Context) -> str:
    """A grade's name: 三年级, Grade 3."""
    return context.t(f"grade-{grade}")


def bands_of(meta: PageMeta, library: Library) -> tuple[str, ...]:
    """The bands a page is for: as stated, by its grade, or all of them."""
    if meta.bands:
        return meta.bands
    grade = getattr(meta, "grade", None)
    if grade:
        band = library.band_of_grade(str(grade))
        return (band.id,) if band else ()
    return tuple(library.bands)


def in_order(pages: Iterable[Page], library: Library) -> list[Page]:
    """Pages as a reader expects them: collections first, then by grade, term and number, then by id."""
    grades = [g for band in library.bands.values() for g in band.grades]

    def key(page: Page) -> tuple[int, int, str, int, str]:
        first = {"library": 0, "course": 1, "hotline-list": 3}.get(page.meta.kind, 2)
        grade = str(getattr(page.meta, "grade", ""))
        rank = grades.index(grade) if grade in grades else 0
        return first, rank, str(getattr(page.meta, "term", "")), int(getattr(page.meta, "number", 0)), page.id

    return sorted(pages, key=key)


def flow(body: Body) -> b.Blocks:
    """A body's sections one after the other."""
    return tuple(block for section in body.sections for block in section_blocks(section))


def section_blocks(section: b.Section, *, wrap: str = "") -> Iterator[b.Block]:
    """A section's heading, then its blocks, in a group of kind `wrap` if one is asked for."""
    if section.heading:
        yield section.heading
    if wrap:
        yield b.Group(wrap, section.blocks, span=section.heading.span if section.heading else None)
    else:
        yield from section.blocks
