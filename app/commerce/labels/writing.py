"""Labels as the bytes of a system's files, or the problems that keep them from being made. Pure; nothing is stored."""

import csv
import io
import re
from dataclasses import dataclass

from app.commerce.labels.fitting import Fitting
from app.commerce.labels.simplifying import simplified
from app.commerce.labels.systems.registry import SYSTEMS

_CONTROLS = re.compile("[\x00-\x1f\x7f\x80\xa0\uf8f0-\uf8f3]")
_NEWLINE = "\r\n"


@dataclass(frozen=True)
class Written:
    """`files`: contents in order, empty while a problem stops them. `problems`: `{key of a label: [Problem, …]}`."""

    files: tuple[bytes, ...]
    rows: int
    problems: dict


def write(labels, shipper, today):
    """Write the labels for the contract. No file is made while any problem stops it."""
    lines, problems = lines_of(labels, shipper, today)
    if any(one.stops for found in problems.values() for one in found):
        return Written((), 0, problems)
    system, files = SYSTEMS[shipper.system], []
    for layout in sorted({columns for columns, _line in lines}):
        its = [line for columns, line in lines if columns == layout]
        header = [_line(system.columns[:layout])] if system.header and shipper.header else []
        size = system.most or len(its)
        files += [as_bytes([*header, *its[at : at + size]]) for at in range(0, len(its), size)]
    return Written(tuple(files), len(lines), problems)


def lines_of(labels, shipper, today):
    """`([(columns, line of the file)], {key: problems})`; a label without a line has a problem that says why."""
    if shipper.simplify:
        labels = [simplified(label) for label in labels]
    cells, fitting, lines, problems = SYSTEMS[shipper.system].writer(shipper, today), Fitting(), [], {}
    for label in labels:
        row = cells(label, fitting)
        lines.append((len(row), _line(row)) if row else None)
        if fitting.found:
            problems[label.key] = fitting.found
            fitting = Fitting()
    whole = "".join([one[1] for one in lines if one])
    if not _encodable(whole) or _CONTROLS.search(whole):
        _look_again(labels, cells, lines, problems)
    return [one for one in lines if one], problems


def _look_again(labels, cells, lines, problems):
    """Letters that cp932 lacks and control characters are looked for in all lines at once, and then one by one."""
    for place, label in enumerate(labels):
        held = lines[place] and lines[place][1]
        if held and (_CONTROLS.search(held) or not _encodable(held)):
            strict = Fitting(strict=True)
            row = [_CONTROLS.sub(" ", cell) for cell in cells(label, strict)]
            lines[place] = len(row), _line(row)
            problems.pop(label.key, None)
            if strict.found:
                problems[label.key] = strict.found


def _encodable(text):
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def as_bytes(lines):
    """Lines in cp932 with CRLF at each end."""
    return (_NEWLINE.join(lines) + _NEWLINE).encode("cp932")


def _line(row):
    """One line without its end, quoted only where a cell needs it.

    Joining is the csv writer's own answer as long as no cell needs quotes.
    """
    line = ",".join(row)
    if '"' not in line and line.count(",") == len(row) - 1:
        return line
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(row)
    return out.getvalue()
