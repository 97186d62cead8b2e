"""Who changed what documents share, and through which document, as the reader may know it (R56)."""

from dataclasses import dataclass, field

from app.trade.documents.showing import name_of
from app.trade.rooms.noting import attributed_at


@dataclass
class Trace:
    """Fields changed together: by whom the reader was told (`who`), when, and through which Held document.

    `through` is None where the reader may not read that document, or it is gone: then nothing tells that there is one.
    """

    who: str
    at: object
    through: object
    fields: list = field(default_factory=list)


def traces(entered, held, roots, readable):
    """The Traces of the shared fields that a Held document shows, the newest first.

    `roots`: `queries.roots_of`; `readable`: the Held documents of the reader.
    """
    by_id, found = {one.row.id: one for one in readable}, {}
    for name, part in held.kind.parts.items():
        root = roots.get(name) if part.shared else None
        if root is None or root.value is None:
            continue
        who = name_of(entered, attributed_at(entered, root.links, root.changed_at))
        at, through = root.changed_at.replace(microsecond=0), by_id.get(root.document_id)
        key = who, at, through and through.row.id
        found.setdefault(key, Trace(who, root.changed_at, through)).fields.append(part.label)
    return sorted(found.values(), key=lambda one: one.at, reverse=True)
