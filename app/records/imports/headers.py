"""What the names of columns hold beside the name."""

import re

NOISE = re.compile(r"[\s_・*※()（）【】\[\]「」:：]+")
"""Spaces, brackets and marks: 商品名（必須）※ is 商品名必須 to us."""

BELONGS = "〔%s〕"
"""How a workbook that one fills in says in its third row what belongs into a column."""


def says_what_belongs(cells):
    """Whether a row holds nothing but such words."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell[0] == BELONGS[0] and cell[-1] == BELONGS[-1] for cell in filled)


def below_titles(rows):
    """The rows of a table without the labels and words that stand above the data of a workbook."""
    first, second = next(rows, None), None
    if first is not None and not says_what_belongs(first[1]):
        second = next(rows, None)
        if second is not None and says_what_belongs(second[1]):
            first = second = None
    elif first is not None:
        first = None
    yield from (one for one in (first, second) if one is not None)
    yield from rows
