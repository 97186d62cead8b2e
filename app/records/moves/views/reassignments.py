"""取引先付け替え: what hangs on one record goes to another, looked at before."""

import uuid

from flask import request, url_for

from app.kernel.i18n import _
from app.records.kit.describing import TWICE
from app.records.kit.queries import every, titles
from app.records.moves import operations, queries
from app.records.moves.forms import for_reassignment
from app.records.moves.parts import parts_of
from app.web.answer import answer, page
from app.web.finding import find

KINDS = set()
"""Names of the record types that have these screens."""
USUAL = ("owners", "files", "opportunity", "activity")
"""The parts that are ticked at first (sales.md §11)."""


def new_reassignment(kind):
    """From which record to which, and what."""
    data = {"parts": [one.name for one in parts_of(kind) if one.name in USUAL]}
    if request.args.get("record"):
        data["source_id"] = find(every(kind), _id(request.args["record"])).id
    return _page(kind, for_reassignment(kind, formdata=None, data=data))


def _id(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def create_preview(kind):
    """What would go over."""
    form = for_reassignment(kind)
    found = _found(kind, form)
    return _page(kind, form, found, 422 if form.errors else 200)


def create_reassignment(kind):
    """Do it: what was looked at, and where there are very many rows only when asked twice."""
    form = for_reassignment(kind)
    found = _found(kind, form)
    if found and (form.seen.data != found["seen"] or (found["total"] > TWICE and not form.sure.data)):
        form.refuse(_("Look at what would change, then confirm it."))
    if not form.errors:
        with form.absorbing():
            move = operations.reassign(kind, found["source"], found["target"], form.parts.data)
    if form.errors:
        return _page(kind, form, found, 422)
    return answer(None, url_for(".show", move_id=move.id))


def _found(kind, form):
    """What the form asks for, or None where it is wrong."""
    if not form.validate():
        return None
    source, target = (find(every(kind), one.data) for one in (form.source_id, form.target_id))
    if source.id == target.id:
        form.refuse(_("Choose two different records."), "target_id")
    if not form.parts.data:
        form.refuse(_("Tick what goes over."), "parts")
    if form.errors:
        return None
    chosen = [one for one in parts_of(kind) if one.name in form.parts.data]
    counts = [queries.counted(kind, one, source.id, target.id) for one in chosen]
    total = sum(one.going for one in counts)
    words = [source.id, target.id, *(f"{one.part.name}:{one.going}" for one in counts)]
    seen = "|".join(map(str, words))
    return {"source": source, "target": target, "counts": counts, "total": total, "seen": seen}


def _page(kind, form, found=None, status=200):
    links = (form.source_id, form.target_id)
    texts = {one.name: one.text or titles(kind.name, [one.data]).get(one.data, "") for one in links}
    form.seen.data = found["seen"] if found else ""
    facts = {"kind": kind, "form": form, "found": found, "texts": texts, "twice": TWICE}
    return page("records/moves/new.html", "records/moves/_form.html", status, **facts)
