"""The words of synonym groups as lines of the shards."""

from __future__ import annotations

from collections.abc import Iterator

from generator.outputs.site.search.table import Table


def synonym_lines(table: Table) -> Iterator[tuple[str, str]]:
    """For a term, the words of groups that begin with it (`!`); for a group, all its words (`#`), which are marked.

    A query reads them with its terms, so that the vocabulary costs nobody who does not ask for it.
    """
    for key, words in table.aliases.items():
        if not is_short(key):
            yield key, f"!{key} {'|'.join(f'{number}:{_together(word)}' for number, word in words)}\n"
    for number, group in enumerate(table.same):
        yield f"={number}", f"#={number} {'|'.join(map(_together, group))}\n"


def is_short(key: str) -> bool:
    """Whether a key is one Han character: such keys are looked up before any shard is read."""
    return len(key) == 1 and key > "\u2fff"


def _together(word: str) -> str:
    """A word without the spaces between its Han characters: the browser sets them again."""
    return "".join(word.split(" ")) if all(atom > "\u2fff" for atom in word.split(" ")) else word
