"""The difference between two sets of values, field by field and line by line. Pure."""

from dataclasses import dataclass

from app.trade.documents.wording import written


@dataclass(frozen=True)
class Difference:
    """A place in a document with what stood and stands there, in words. `line`: the number of the line, or None."""

    name: str
    label: object
    line: int | None
    column: object
    before: str
    after: str

    @property
    def same(self):
        """Whether both say the same."""
        return self.before == self.after


def compared(kind, before, after, *, other=None, everything=False):
    """`[Difference]` between values of a kind and `after` (of the same kind, or of `other`: what both carry).

    `everything`: places that say the same too, where something is said at all.
    """
    found = []
    for name, part in kind.parts.items():
        if other is not None and name not in other.parts:
            continue
        if hasattr(part, "columns"):
            found += _lines(part, before, after)
        else:
            found.append(_place(part, name, None, "", before, after, before.get(name), after.get(name)))
    return [one for one in found if not one.same or (everything and one.before)]


def _lines(table, before, after):
    old, new = before.get(table.name, []), after.get(table.name, [])
    for number in range(max(len(old), len(new))):
        a = old[number] if number < len(old) else {}
        b = new[number] if number < len(new) else {}
        for column in table.columns:
            cells = (a.get(column.name), b.get(column.name))
            yield _place(table, table.name, number + 1, column, before, after, *cells)


def _place(part, name, line, column, before, after, old, new):
    field = column or part
    return Difference(
        name,
        part.label,
        line,
        column.label if column else "",
        written(field, old, before.get("currency", "")),
        written(field, new, after.get("currency", "")),
    )
