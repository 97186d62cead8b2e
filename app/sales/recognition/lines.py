"""What a recogniser answers."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Line:
    """A line of text on a picture; `left`, `top`, `width`, `height` in its pixels, `confidence` from 0 to 1."""

    text: str
    confidence: float = 1.0
    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0

    def plain(self):
        """The line as JSON keeps it."""
        return asdict(self)


def lines_from(kept):
    """The lines of a list that `plain` made."""
    return [Line(**one) for one in kept]


def in_reading_order(lines):
    """From top to bottom; what stands side by side, from left to right."""
    rows = []
    for line in sorted(lines, key=lambda one: one.top + one.height / 2):
        middle = line.top + line.height / 2
        if rows and middle - rows[-1][0] < max(line.height, 1) / 2:
            rows[-1][1].append(line)
        else:
            rows.append((middle, [line]))
    return [one for _middle, row in rows for one in sorted(row, key=lambda line: line.left)]
