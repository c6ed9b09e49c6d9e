"""The neutral blocks every page and question is lowered to, and every output is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.model.asked import PLACE as PLACE
from generator.model.asked import Case as Case
from generator.model.asked import CaseNode as CaseNode
from generator.model.asked import Control as Control
from generator.model.asked import Ending as Ending
from generator.model.asked import Exam as Exam
from generator.model.asked import ExamForm as ExamForm
from generator.model.asked import Gap as Gap
from generator.model.asked import Item as Item
from generator.model.asked import Option as Option
from generator.model.asked import Quiz as Quiz
from generator.model.asked import Turn as Turn
from generator.model.diagnostic import Span
from generator.model.picture import Picture

# --- inline -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Str:
    """Words as they are read, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Strong, emphasised or struck text."""

    style: Literal["strong", "em", "del"]
    content: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    """Words in code type, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a source line; only a `hard` one breaks the line for readers."""

    hard: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link. Before linking `target` is what the author wrote.

    After it is `page:ID#anchor`, `file:PATH`, `tel:NUMBER` or an outside address.
    """

    target: str
    content: Inlines
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `source` is what the author wrote until it is resolved to `file:PATH`; `alt` says what it shows.

    Once it is resolved, `picture` is what is published of it.
    """

    source: str
    alt: str
    span: Span | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """`[[name:argument|label]]` as written; the compiler replaces every one."""

    name: str
    argument: str
    label: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on: `size` in characters, `label` what belongs there."""

    size: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Ruby:
    """Words with their `reading` above them."""

    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, drawn (no font of ours has one). `label` stands inside it, as in an answer sheet."""

    label: str = ""
    ticked: bool = False


Inline: TypeAlias = Str | Styled | Code | LineBreak | Link | Image | Mark | Blank | Ruby | Tick
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 2 or more. `attributes` are those written in braces, as in `minutes=10`."""

    level: int
    content: Inlines
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` is what it is on the page, empty for ordinary text.

    On the site: `lead`, `minutes`, `why`, `now`. On paper also: `title` (a document's own, centred), `subtitle`,
    `issuer` (the name at the head of an official document), `number` (its number), `addressee`, `signed` (to the
    right, who issues it and when), `center`, `small`, `big` (a poster's line).
    """

    content: Inlines
    role: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; a `task` has a box to tick."""

    blocks: Blocks
    task: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; an `ordered` one counts from `start`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    role: str = ""  # "", "steps"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `label` names it for screen readers, and every row has as many cells as `header`."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    label: str = ""
    role: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a `Grid`. A `head` one names its row or column; it may span `columns` and `rows`."""

    blocks: Blocks
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A form's table, for paper: cells hold blocks and may span. `widths` are shares of the line, one a column.

    The first `heads` rows are repeated at the head of every page. `tall` is the least height of a row in mm. A cell
    that an earlier one spans is not written again. `label` says what the table is.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    label: str
    heads: int = 0
    tall: float = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty ruled lines to write on, across the page; `count` of them, each `tall` mm high."""

    count: int
    tall: float = 9


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page; `odd`: on the front of a new sheet of paper."""

    odd: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage quoted as a block."""

    blocks: Blocks
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""

    span: Span | None = None


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, unescaped."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A titled container: a directive (`say`, `note`, ...), a sheet, a slide, a paper preview.

    On paper also: `cut-2`, `cut-4` (its groups are cards to cut out, so many to a row; each a `Group("cut", ...)` with
    a title), `keep` (never split between pages), `columns-2` (two columns).
    """

    kind: str
    blocks: Blocks
    title: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs under a page's title."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know first: why the page is sensitive, a draft, a sample, in Chinese or in error."""

    kind: Literal["sensitive", "draft", "sample", "fallback", "error"]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a list: what a reader sees, and the facet values it is filtered by."""

    page: str
    title: str
    summary: str
    meta: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: tuple[int, ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of a listing and the values entries may be chosen by."""

    id: str
    title: str
    values: tuple[tuple[str, str, int], ...]  # id, label, count


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages to choose from: `library` (with facets), `related`, `doors`, `due`, `around`, `units`.

    `key` says which of several lists of one kind it is: the role whose units these are.
    """

    kind: Literal["library", "related", "doors", "due", "units"]
    title: str
    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """A place of the page that its script fills from `data` (JSON) and `words`; without a script `blocks` stand there."""

    name: Literal["course", "unit", "my", "verify"]
    data: Mapping[str, object]
    words: Mapping[str, str]
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A hotline in one language; `dial` is what a telephone is given, `verified` an ISO date."""

    number: str
    dial: str
    name: str
    hours: str
    about: str = ""
    evidence: str = ""
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Hotlines: the `help` block at the foot of a page, or the `list` page's cards."""

    kind: Literal["help", "list"]
    title: str
    contacts: tuple[Contact, ...]
    note: str = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | ListBlock
    | Table
    | Grid
    | Lines
    | PageBreak
    | Quote
    | Rule
    | CodeBlock
    | Group
    | Facts
    | Notice
    | Listing
    | Live
    | Contacts
    | Item
    | Case
    | Quiz
    | Exam
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a body: a second-level heading and what stands under it. The first may have no heading."""

    heading: Heading | None
    blocks: Blocks

    @property
    def id(self) -> str:
        """The heading's id; empty where there is no heading."""
        return self.heading.id if self.heading else ""

    @property
    def whole(self) -> Blocks:
        """The heading and what stands under it."""
        return (self.heading, *self.blocks) if self.heading else self.blocks


def plain(content: Inlines) -> str:
    """The words of `content`, without marks and links."""
    out: list[str] = []
    for node in content:
        match node:
            case Str(text) | Code(text):
                out.append(text)
            case Styled(content=inner) | Link(content=inner):
                out.append(plain(inner))
            case LineBreak():
                out.append(" ")
            case Image(alt=alt):
                out.append(alt)
            case Ruby(base=base):
                out.append(base)
            case Mark(label=label) if label:
                out.append(label)
            case _:
                pass
    return "".join(out)
