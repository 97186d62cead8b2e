"""Formulas in cells: text that a spreadsheet would run is made text again (ec.md section 0).

A cell that already looks guarded gets one more ``'``, so that taking the guard off always gives the original.
"""

_STARTERS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """Return the cell with ``'`` before it when a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(_STARTERS) else cell


def looks_guarded(cell: str) -> bool:
    """Tell whether ``unguarded`` would change the cell."""
    return cell.startswith("'") and cell.lstrip("'").startswith(_STARTERS)


def unguarded(row: list[str]) -> list[str]:
    """Return the row as it was before ``guarded``."""
    return [cell[1:] if looks_guarded(cell) else cell for cell in row]
