"""What can be started: each kind with the shape of its id. One table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.scaffold import skeletons
from generator.scaffold.refused import Refused
from generator.scaffold.skeletons import Files, Request


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be started. `pattern` is matched by the whole id (`prefix` may be left out by the author)."""

    name: str
    about: str
    example: str
    prefix: str
    pattern: str
    plan: Callable[[Request, re.Match[str]], Files]

    def read(self, typed: str) -> re.Match[str]:
        """The parts of an id. Raises `Refused` with an example, and with what was probably meant."""
        for identity in (typed, f"{self.prefix}{typed}"):
            found = re.fullmatch(self.pattern, identity)
            if found:
                return found
        like = self._meant(typed)
        typed = "".join(c if c.isprintable() else "?" for c in typed)
        zh = f"“{typed}”不能作 {self.name} 的 id。id 用小写英文、数字和 -，例如：xinyu new {self.name} {self.example}"
        en = f"“{typed}” is no id for a {self.name}. Small letters, digits and - only, as in: xinyu new {self.name} {self.example}"
        raise Refused(f"{zh}\n是否想写 {like}？" if like else zh, f"{en}\nDid you mean {like}?" if like else en)

    def _meant(self, typed: str) -> str:
        """The id somebody meant who typed a file's name, capitals, or a number without its nought."""
        plain = re.sub(r"[\s_]+", "-", typed.strip().lower().replace("\\", "/"))
        plain = re.sub(r"^(\./)?(content|courses|quizzes)/", "", plain)
        plain = re.sub(r"(\.en)?\.(md|ya?ml)$", "", plain)
        padded = re.sub(r"-([ab])(\d)$", r"-\g<1>0\2", plain)
        for guess in (plain, padded):
            for identity in (guess, f"{self.prefix}{guess}"):
                if re.fullmatch(self.pattern, identity):
                    return identity
        return ""


_WORD = r"[a-z0-9][a-z0-9-]*"
_GRADE = r"(?P<grade>g(?:[1-9]|1[0-2])|v[1-3])"
_UNIT = r"(?P<course>[a-z0-9]+)/(?P<series>[a-z]{1,2})(?P<chapter>\d)-(?P<number>\d{1,2})"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "lesson",
            "A lesson: grade, term and number are in its id.",
            "lesson/g3-a09",
            "lesson/",
            rf"lesson/{_GRADE}-(?P<term>[ab])(?P<number>0[1-9]|1\d|20)",
            skeletons.lesson,
        ),
        Kind(
            "theme-meeting",
            "A theme class meeting: band and term are in its id.",
            "lesson/tm-junior-a1",
            "lesson/",
            r"lesson/tm-(?P<band>[a-z-]+)-(?P<term>[ab])(?P<number>\d{1,2})",
            skeletons.meeting,
        ),
        Kind(
            "unit",
            "A unit of a course, with its quiz and two cases.",
            "course/t1/c1-4",
            "course/",
            rf"course/{_UNIT}",
            skeletons.unit,
        ),
        Kind(
            "quiz",
            "A quiz; that of a unit or lecture is joined to it.",
            "t1-c1-4",
            "",
            rf"{_WORD}(?:/{_WORD})?",
            skeletons.quiz,
        ),
        Kind(
            "lecture",
            "An evening for parents: slides with notes, a handout, a self-check.",
            "parent/lecture-junior-1",
            "parent/",
            r"parent/lecture-(?P<band>[a-z-]+)-(?P<number>[1-9]\d?)",
            skeletons.lecture,
        ),
        Kind(
            "guide",
            "A page for one worry: home/ for families, teacher/, pupil/ or school/.",
            "home/exam-week",
            "",
            rf"(?P<folder>home|teacher|pupil|school)/{_WORD}",
            skeletons.guide,
        ),
        Kind(
            "urgent",
            "One screen for the worst night.",
            "urgent/not-home-yet",
            "urgent/",
            rf"urgent/{_WORD}",
            skeletons.urgent,
        ),
        Kind(
            "document",
            "A form or notice that the school prints.",
            "doc/visit-notes",
            "doc/",
            rf"doc/{_WORD}",
            skeletons.document,
        ),
        Kind(
            "page",
            "A free page about the school.",
            "about/our-room",
            "about/",
            rf"about/{_WORD}",
            skeletons.page,
        ),
    )
}
