"""Blocks and menu rows that a package puts on the pages of records and documents of the packages below it."""

from collections.abc import Callable

BLOCKS: dict[str, list[Callable]] = {}
MENU_ROWS: dict[str, list[Callable]] = {}


def add_block(name, block):
    """Put a block (`row -> (template, values)`, or None for nothing) on the page of the record type of that name."""
    BLOCKS.setdefault(name, []).append(block)


def add_menu_row(name, made):
    """Put a row (`row -> (template, values)`, or None for nothing) into the menu of that page; costs no statement."""
    MENU_ROWS.setdefault(name, []).append(made)


def blocks_on(name, row):
    """`{"blocks": […], "menu_rows": […]}` of `(template, values)` that others put on the page of a row."""
    return {"blocks": _made(BLOCKS, name, row), "menu_rows": _made(MENU_ROWS, name, row)}


def _made(offers, name, row):
    return [one for one in (offer(row) for offer in offers.get(name, ())) if one]
