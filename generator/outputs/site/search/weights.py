"""The numbers of the search. This is their one home: the browser reads `RANKING` from the index.

All of ranking is done in whole numbers, parts of a thousand, so that `rank.py` and `assets/src/rank.ts` cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# What a term is worth by where it stands (used while the index is written).
TITLE, KEYWORDS, HEADINGS, SUMMARY, BODY = 6.0, 5.0, 2.5, 2.5, 1.2
ASKED = 4.0  # in all lines that people type who need the page; in one of them half of it
ANSWER = 8.0  # the page that answers a term of the glossary, beside what it says of it
SCALE = 3.6  # an impact is 6 bits: sums of weights above 17.5 are all the same
TOP = 63  # the largest impact
BODY_ONLY = int(BODY * SCALE) + 1  # no field but the body gives an impact this small
PIVOT = 1500  # tokens of an ordinary page; fixed, so that editing one page moves no other
COMMON = 0.25  # a term in more of the pages than this says little from the body alone
FEW = 50  # pages a term may always be in without being common


@dataclass(frozen=True, slots=True)
class Ranking:
    """Shipped in `search/index.js` under these names."""

    synonym: int = 600
    """Another word for it, against the word itself."""
    firm: int = BODY_ONLY
    """A term with more impact stands above the body."""
    chain: int = 500
    """What three characters in a row add, of what the weaker of their two pairs says."""
    covers: int = 300
    """What is left of a score when the page speaks of nothing else in the query."""
    title: int = 1250
    """The whole query stands in the title."""
    titled: int = 1500
    """The query is the title."""
    unknown: int = 800
    """What a character or word that no page has counts towards coverage; a known one counts by its rarity."""
    enough: int = 250
    """Share of the query a page must cover to count as found."""
    tail: int = 100
    """Pages below this share of the best score are noise."""
    begun: int = 20
    """Impact of a word still being typed, found at the start of a title's word."""
    pieces: int = 18
    """A pasted paragraph is cut here: each new term is a file to fetch."""
    gaps: int = 2
    """Other words that may stand between those of an English alias."""
    near: int = 5
    """Pages offered where nothing was found."""
    kinds: dict[str, int] = field(
        default_factory=lambda: {"lesson": 750, "theme-meeting": 750, "lecture": 850, "unit": 850, "exam": 850}
    )
    """Pages one prepares with come after those one reads when something has happened."""
    readers: dict[str, int] = field(default_factory=lambda: {"school": 900})
    """Pages for colleagues come after those for families, unless the query sounds like one (`VOICES`)."""
    taught: int = 1500
    """A page made for the classes that the query is about."""
    taught_others: int = 400
    """One made for other classes."""
    leads: dict[str, int] = field(default_factory=lambda: {"life": 2, "harm": 1})
    """How many urgent pages lead at least, by what the query fears."""
    most_leads: int = 3
    sure: int = 60_000
    """From this score on, an urgent page that answers the query best leads the others, whatever is feared."""
    lead: int = 400
    """An urgent page leads when it says this share of what the best one says about what is feared."""


RANKING = Ranking()
