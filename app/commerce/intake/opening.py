"""The file of an intake, opened as what it was recognised as."""

from contextlib import contextmanager
from dataclasses import replace

from app.commerce.intake.columns import bound
from app.commerce.intake.formats import Options
from app.commerce.intake.gathering import lines_of, read
from app.commerce.intake.readers import yahoo
from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.readers.profiled import format_of
from app.commerce.intake.recognising import FORMATS
from app.commerce.intake.refused import Refused, same_order
from app.commerce.intake.settings import DATE_KEYS_OF_APPS, TIME_KEYS_OF_APPS
from app.kernel.errors import Rejected
from app.kernel.tabular import RefusedLine, read_table
from app.platform.settings import value_of
from app.platform.storage.sealed import opened_sealed

PROFILE = "profile:"


def known_names(mappings):
    """Every name of a column that some format knows: by them the header of a file is found."""
    names = set()
    for form in FORMATS.values():
        for one in form.columns.values():
            names.update((one,) if isinstance(one, str) else one)
    for mapping in (*BUILT_IN.values(), *mappings.values()):
        names.update(title for title, _at in mapping.columns.values())
    return {name.partition("@")[0] for name in names if name}


@contextmanager
def table_of(file, mappings):
    """The Table of an IntakeFile. Raises Rejected when its days are over or it is no table."""
    kept, stream = opened_sealed(file.sealed_file_id)
    if kept is None:
        raise Rejected("This file has been deleted. Choose it again.")
    form = FORMATS.get(file.format)
    unguard = file.format.startswith(PROFILE) or bool(form and form.unguard)
    with stream:
        yield read_table(stream, file.name, expected=known_names(mappings), quoted=None, unguard=unguard)


def form_of(name, header, mappings):
    """The Format of that name for a file with that header. Raises Rejected when nothing reads it."""
    if name.startswith(PROFILE):
        mapping = mappings.get(name.removeprefix(PROFILE))
        if mapping is not None:
            return format_of(mapping, header)
    elif name in FORMATS:
        return FORMATS[name]
    raise Rejected("Choose which format this file is in.")


def options_for(channel, stranger=None):
    """What readers are told about a shop (None: the file names it) and by the tenant's settings."""
    keys = (
        tuple(word.strip().lower() for word in value_of(name).split(",") if word.strip())
        for name in (DATE_KEYS_OF_APPS, TIME_KEYS_OF_APPS)
    )
    date_keys, time_keys = keys
    made = Options(date_keys=date_keys, time_keys=time_keys, stranger=stranger)
    return made if channel is None else replace(made, account=channel.account, line_price=channel.line_price)


def entries(file, options, mappings, scattered=frozenset()):
    """Yield `(table, form)` first, then each Read or Refused of a file."""
    with table_of(file, mappings) as table:
        form = form_of(file.format, table.header, mappings)
        yield table, form
        yield from read(form, table.header, lines_of(table), options, scattered)


def items_of(file, mappings):
    """`(rows by order number, refused lines, Table)` of an item file. Orders with an unreadable item are left out."""
    found, refused, spoiled = {}, [], set()
    with table_of(file, mappings) as table:
        layout = bound(table.header, yahoo.ITEMS.columns, yahoo.ITEMS.required)
        at = layout.at["number"]
        for line in lines_of(table):
            if isinstance(line, RefusedLine):
                refused.append(Refused(line.number, list(line.cells), said=str(line.reason)))
                spoiled.update(yahoo.join_key(cell) for cell in line.cells[at : at + 1])
                continue
            row = layout.row(*line)
            found.setdefault(yahoo.join_key(row.number), []).append(row)
    for number in spoiled & found.keys():
        refused += same_order(found.pop(number), number, "unreadable")
    return found, refused, table


def left_over(items):
    """Refused for the items whose order is not in the order file."""
    return [one for number, rows in items.items() for one in same_order(rows, number, "items_without_order")]
