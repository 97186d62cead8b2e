"""Product names over the columns a label has for them (ec.md §4.11, rules 6 and 7)."""

from functools import lru_cache

from app.commerce.labels.fitting import cut, width

MORE = "他{}点"
BETWEEN = "、"
ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def placed(names, contents, limits):
    """Texts for the columns of `limits`: one name each; when there are more, the last column says how many.

    `contents` (what the carrier must know) stand at the end of the last column and are never cut; a name that is too
    wide ends with …. Letters that cp932 lacks count as wide ones, the writer reports them.
    """
    if len(names) <= len(limits) and not contents and all(map(_fits, names, limits)):
        return (*names, *[""] * (len(limits) - len(names)))
    kept = " ".join(contents)
    shown = list(names[: len(limits)])
    left = len(names) - len(shown)
    if kept and len(shown) < len(limits):
        cells = [shortened(name, most) for name, most in zip(shown, limits, strict=False)]
        return (*cells, kept, *[""] * (len(limits) - len(cells) - 1))
    last = " ".join(part for part in (MORE.format(left) if left else "", kept) if part)
    cells = [shortened(name, most) for name, most in zip(shown, limits, strict=False)]
    if last:
        room = limits[-1] - width(last) - 1
        cells[-1] = f"{shortened(shown[-1], room)} {last}" if room > 3 else last
    return (*cells, *[""] * (len(limits) - len(cells)))


def shortened(name, most):
    """The name, cut with … where it is wider than `most` half-width letters."""
    if width(name) <= most:
        return name
    return cut(name, most - 2) + ELLIPSIS


def _fits(name, most):
    return width(name) <= most
