"""Which column of a file is which field: by a named source, as it was matched the last time, or by name."""

import hashlib

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.kernel.ids import new_id
from app.kernel.text import fold
from app.records.imports.headers import NOISE
from app.records.imports.keys import ID, beside_fields, key_fields
from app.records.imports.model import ImportMatch


def likeness(name):
    """The form in which column names are compared: folded, without spaces, brackets and marks."""
    return NOISE.sub("", fold(name))


def fingerprint(header):
    """The same for every file with these column names in this order."""
    return hashlib.sha256("\x1f".join(map(likeness, header)).encode()).hexdigest()


def imported_fields(kind):
    """What files may hold, by name: the fields, then what is none (the record's own id, the kind of update)."""
    return {name: field for name, field in kind.visible.items() if field.imported} | beside_fields(kind)


def known_names(kind):
    """Every name a column may have: labels, field names, aliases."""
    return {name for names in _names(kind).values() for name in names}


def _names(kind):
    return {
        name: (translate(field.label), *kind.aliases.get(name, ()), *codes_of(name, field))
        for name, field in imported_fields(kind).items()
    }


def codes_of(name, field):
    """What machines call a column, the first as our workbooks write it; the own id has no such name."""
    if name == ID.name:
        return ()
    return (f"ext.{name}", name) if field.custom else (name,)


def propose(kind, header):
    """`{field: column}` for a header: what was matched the last time, else by name (best names first)."""
    remembered = _remembered(kind, header)
    if remembered is not None:
        return remembered
    return by_name(kind, header)


def by_name(kind, header):
    """`{field: column}` by the names of fields and their aliases; each column and each field once."""
    columns = {}
    for position, name in enumerate(header):
        columns.setdefault(likeness(name), position)
    found, taken = {}, set()
    names = _names(kind)
    for rank in range(max(map(len, names.values()))):
        for field, known in names.items():
            if field in found or rank >= len(known):
                continue
            position = columns.get(likeness(known[rank]))
            if position is not None and position not in taken:
                found[field] = position
                taken.add(position)
    return found


def _remembered(kind, header):
    own_first = (ImportMatch.user_id == context.actor().id).desc()
    kept = session.scalars(
        select(ImportMatch.mapping)
        .where(ImportMatch.record_type == kind.name, ImportMatch.header_fingerprint == fingerprint(header))
        .order_by(own_first, ImportMatch.changed_at.desc(), ImportMatch.id)
        .limit(1)
    ).first()
    return None if kept is None else known(kind, header, kept)


def remember(kind, header, mapping):
    """Keep the match for the next file with this header."""
    values = {
        "tenant_id": context.tenant_id(),
        "id": new_id(),
        "record_type": kind.name,
        "header_fingerprint": fingerprint(header),
        "user_id": context.actor().id,
        "mapping": mapping,
        "changed_at": clock.now(),
    }
    entered = insert(ImportMatch).values(values)
    session.execute(
        entered.on_conflict_do_update(
            index_elements=["tenant_id", "record_type", "header_fingerprint", "user_id"],
            set_={"mapping": mapping, "changed_at": values["changed_at"]},
        )
    )


def known(kind, header, mapping):
    """The part of a mapping whose fields and columns exist."""
    fields = imported_fields(kind)
    return {
        name: column
        for name, column in mapping.items()
        if name in fields and isinstance(column, int) and 0 <= column < len(header)
    }


def checked(kind, header, mapping, key=""):
    """The known part of a mapping. Raises Rejected when one column serves twice or the key's column lacks
    (records that are numbered by themselves are all new then; others may have the parts of their key).
    """
    plain = known(kind, header, mapping)
    if len(set(plain.values())) < len(plain):
        raise Rejected("One column of the file is matched with two fields. Choose one of them.")
    of = key_fields(kind)[key or kind.key]
    made = kind.numbered or (kind.key_parts and set(kind.key_parts) <= plain.keys())
    if of.name not in plain and not (made and of.name == kind.key):
        raise Rejected(
            "Choose the column that holds %(key)s: rows are recognised by it.", key=translate(of.label)
        )
    return plain
