"""What a row and a sheet of a workbook are before they become cells: texts by column. Nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cells:
    """One row to be written: `texts` are its columns by language."""

    columns: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet: the names of its columns, then its rows; a cell without text is empty."""

    name: str
    rows: tuple[tuple[str, ...], ...]
