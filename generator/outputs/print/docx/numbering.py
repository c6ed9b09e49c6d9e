"""numbering.xml: bullets, and steps that count anew in every list."""

from __future__ import annotations

from dataclasses import dataclass, field

BULLETS, STEPS = 1, 2  # the numbering that is always there, and the pattern of the others
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARKS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")
HANG = 420


@dataclass
class Numbering:
    """The ordered lists of a document, each with its first number and level."""

    _lists: list[tuple[int, int]] = field(default_factory=list)

    def steps(self, start: int, level: int) -> int:
        """The number of a new list that counts from `start`."""
        self._lists.append((max(0, start), level))
        return BULLETS + len(self._lists)

    def part(self) -> str:
        """numbering.xml."""
        bullets = "".join(_level(i, "bullet", MARKS[i]) for i in range(9))
        steps = "".join(_level(i, "decimal", f"%{i + 1}.") for i in range(9))
        used = "".join(
            f'<w:num w:numId="{BULLETS + n}"><w:abstractNumId w:val="{STEPS}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for n, (start, level) in enumerate(self._lists, 1)
        )
        return (
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f'{bullets}</w:abstractNum><w:abstractNum w:abstractNumId="{STEPS}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{steps}</w:abstractNum>'
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>{used}</w:numbering>'
        )


def _level(level: int, form: str, text: str) -> str:
    left = HANG * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{HANG}"/></w:pPr></w:lvl>'
    )
