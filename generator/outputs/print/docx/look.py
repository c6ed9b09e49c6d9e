"""How each layout looks in Word: paper, margins, fonts, sizes. All lengths in twips (1/20 pt), type in half points."""

from __future__ import annotations

from dataclasses import dataclass

from generator.outputs.print.sheet import Layout, Sheet

DENSE = 21  # half points: type of this size and below is set tight
MM = 1440 / 25.4
PAPERS = {"a4": (11906, 16838), "a3": (16838, 23811)}


@dataclass(frozen=True, slots=True)
class Face:
    """A font for each script: `latin` for letters and figures, `han` for Chinese."""

    latin: str
    han: str


SONG = Face("Times New Roman", "宋体")
HEI = Face("Arial", "黑体")
KAI = Face("Times New Roman", "楷体")
FANG = Face("Times New Roman", "仿宋")
SMALL_TITLE_SONG = Face("Times New Roman", "方正小标宋简体")

# Fonts a computer may not have: the name to look for instead, the family Word chooses by, PANOSE.
STAND_INS = {
    "宋体": ("SimSun", "auto", "02010600030101010101"),
    "黑体": ("SimHei", "modern", "02010609060101010101"),
    "楷体": ("楷体_GB2312", "modern", "02010609060101010101"),
    "仿宋": ("仿宋_GB2312", "modern", "02010609060101010101"),
    "方正小标宋简体": ("华文中宋", "script", "02010600040101010101"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Page and type of one sheet. `line` is a fixed line height, 0 where lines grow with what stands in them."""

    paper: tuple[int, int]
    landscape: bool
    top: int
    bottom: int
    left: int
    right: int
    size: int
    title_size: int
    body: Face
    title: Face
    headings: tuple[Face, ...]
    heading_sizes: tuple[int, ...]
    line: int = 0
    indented: bool = True  # paragraphs begin two characters in, as Chinese prose does
    official: bool = False

    @property
    def width(self) -> int:
        """What lies between the margins."""
        return self.paper[0] - self.left - self.right

    @property
    def tight(self) -> int:
        """The line height of forms and boxes, in 240ths of a line."""
        return 300 if self.size > DENSE else 250


# top, bottom, left, right in mm; body, title and heading sizes in pt
_MEASURES: dict[Layout, tuple[tuple[float, float, float, float], tuple[float, ...]]] = {
    "plan": ((17, 16, 17, 17), (10.5, 16, 13, 12, 10.5)),
    "plain": ((22, 21, 24, 24), (12, 18, 15, 13, 12)),
    "official": ((37, 35, 28, 26), (16, 22, 16, 16, 16)),
    "form": ((20, 19, 21, 21), (12, 18, 14, 12, 12)),
    "letter": ((26, 24, 26, 26), (14, 20, 15, 14, 14)),
    "card": ((15, 15, 15, 15), (12, 16, 14, 12, 12)),
    "poster": ((18, 18, 20, 20), (18, 28, 22, 18, 18)),
    "board": ((18, 18, 20, 20), (18, 28, 22, 18, 18)),
    "exam": ((18, 18, 20, 20), (12, 18, 14, 12, 12)),
    "book": ((24, 22, 26, 20), (12, 20, 16, 14, 12)),
}
FLUSH: frozenset[Layout] = frozenset({"plan", "form", "card", "poster", "board", "exam"})
# GB/T 9704-2012, 5.2: type area 156 x 225 mm, 22 lines of 28 characters at size 3 (16 pt): a line is 28.95 pt.
OFFICIAL_LINE = 579
OFFICIAL_SPACING = (
    -5
)  # twips after each character, so that 28 fill 156 mm (a grid of characters is set wide by LibreOffice)


def look(sheet: Sheet) -> Look:
    """The look of a sheet by its layout, language and paper."""
    (top, bottom, left, right), (size, title, *headings) = _MEASURES[sheet.layout]
    wide, tall = PAPERS[sheet.paper]
    official = sheet.layout == "official"
    return Look(
        paper=(tall, wide) if sheet.landscape else (wide, tall),
        landscape=sheet.landscape,
        top=round(top * MM),
        bottom=round(bottom * MM),
        left=round(left * MM),
        right=round(right * MM),
        size=round(size * 2),
        title_size=round(title * 2),
        body=FANG if official else SONG,
        title=SMALL_TITLE_SONG if official else HEI,
        headings=(HEI, KAI, FANG) if official else (HEI, HEI, HEI),
        heading_sizes=tuple(round(h * 2) for h in headings),
        line=OFFICIAL_LINE if official else 0,
        indented=sheet.lang == "zh" and sheet.layout not in FLUSH,
        official=official,
    )
