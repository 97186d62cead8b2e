"""Blocks that a package puts on the pages of record types of the packages below it."""

from collections.abc import Callable

BLOCKS: dict[str, list[Callable]] = {}


def add_block(name, block):
    """Put a block (`row -> (template, values)`, or None for nothing) on the page of the record type of that name."""
    BLOCKS.setdefault(name, []).append(block)
