"""Text files of words and patterns: `[heading]` lines, the lines beneath each, and `#` comments."""

from pathlib import Path

_HERE = Path(__file__).parent


def read_sections(path: str) -> dict[str, list[str]]:
    """The lines under each heading of `words/<path>`."""
    sections: dict[str, list[str]] = {}
    for line in map(str.strip, (_HERE / "words" / path).read_text(encoding="ascii").splitlines()):
        if line.startswith("["):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def word_files(pattern: str) -> list[str]:
    """Paths below `words/` that match, in the order of their names."""
    words = _HERE / "words"
    return sorted(str(path.relative_to(words)) for path in words.glob(pattern))
