"""What the judging commands have in common: their options, a table, and the same as JSON."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from . import clips
from .metrics import Figure

Row = Mapping[str, Figure | float | int | str]


def options(what: str, sets: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("model", type=Path, help="an ONNX file, or what another engine heard with it, in JSON")
    parser.add_argument("--folder", type=Path, default=clips.FOLDER, help="of the sets (default %(default)s)")
    parser.add_argument("--sets", nargs="+", default=list(sets), help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    return parser


def show(rows: Sequence[Row], path: Path | None) -> None:
    """A table on the standard output; with a path also JSON."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [columns, *([_text(row.get(column, "")) for column in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells)]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    if path:
        path.write_text(json.dumps([_plain(row) for row in rows], indent=2) + "\n")


def _text(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value).strip()


def _plain(row: Row) -> dict[str, object]:
    return {key: asdict(value) if isinstance(value, Figure) else value for key, value in row.items()}
