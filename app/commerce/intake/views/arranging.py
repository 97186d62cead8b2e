"""What the page of a pattern shows: fields with the columns to choose from, and the first orders read that way."""

import uuid
from itertools import islice

from flask import request, url_for
from sqlalchemy import select

from app.commerce import permissions
from app.commerce.intake import profiling
from app.commerce.intake.gathering import Read, Scattered, lines_of, read
from app.commerce.intake.model import Intake, IntakeFile
from app.commerce.intake.opening import PROFILE, options_for, table_of
from app.commerce.intake.queries import mappings
from app.commerce.intake.readers.profiled import MAPPABLE, NEEDED, format_of
from app.commerce.persons.masking import masked
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.web.finding import find

SHOWN = 5


def file_asked():
    """The IntakeFile that the address or the form names, or None."""
    given = request.values.get("file", "")
    try:
        return find(select(IntakeFile), uuid.UUID(given)) if given else None
    except ValueError:
        raise Missing from None


def header_for(file, base):
    """The names of the columns to choose from: of a file, of a pattern of the house, or as they were posted."""
    if file is not None:
        return profiling.header_of(file)[0]
    if base is not None:
        return [title for title, _at in base.columns.values()]
    return request.form.getlist("header")


def chosen_from(form, header):
    """The Mapping that was posted. Raises Rejected."""
    columns = {name: request.form.get(f"column-{name}", type=int) for name in MAPPABLE}
    words = {name: request.form.get(f"words-{name}", "") for name in profiling.TRANSLATED}
    found = {name: at for name, at in columns.items() if at is not None}
    return profiling.mapping_from(form.name.data or "", form.kind.data or "", header, found, words)


def arranged(form, header, file, profile=None, mapping=None):
    """Values of the page: what is chosen for each field, and the first orders of the file (if there is one)."""
    if request.method == "POST":
        places = {name: request.form.get(f"column-{name}", type=int) for name in MAPPABLE}
        words = {name: request.form.get(f"words-{name}", "") for name in profiling.TRANSLATED}
    else:
        places = _places(mapping, header) if mapping else profiling.proposed(header)
        kept = mapping.words if mapping else {}
        words = {
            name: "\n".join(f"{a}={b}" for a, b in kept.get(name, {}).items())
            for name in profiling.TRANSLATED
        }
    return {
        "form": form,
        "header": header,
        "file": file,
        "profile": profile,
        "titles": {name: profiling.TITLES[name] for name in MAPPABLE},
        "sections": [
            (title, names, any(places.get(name) is not None or name in NEEDED for name in names))
            for title, names in profiling.sections()
        ],
        "needed": NEEDED,
        "places": places,
        "words": words,
        "sample": profiling.header_of(file)[1][:1] if file else [],
        **_first_orders(form, header, file, places, words),
    }


def _places(mapping, header):
    return {name: header.index(title) for name, (title, _at) in mapping.columns.items() if title in header}


def _first_orders(form, header, file, places, words):
    """`orders`, `refused` and `trouble` of the beginning of the file under the present choice."""
    shown = {"orders": [], "refused": [], "trouble": ""}
    if file is None:
        return shown
    found = {name: at for name, at in places.items() if at is not None}
    try:
        mapping = profiling.mapping_from(form.name.data or "?", form.kind.data or "", header, found, words)
        with table_of(file, mappings()) as table:
            lines = islice(lines_of(table), 200)
            for one in read(format_of(mapping, table.header), table.header, lines, options_for(None)):
                shown["orders" if isinstance(one, Read) else "refused"].append(one)
                if len(shown["orders"]) == SHOWN:
                    break
    except Rejected as refusal:
        shown["trouble"] = str(refusal)
    except Scattered:
        pass
    sees = context.actor().may(permissions.PERSON_SEE)
    shown["refused"] = shown["refused"][:SHOWN]
    shown["orders"] = [(one.order, *_people(one.order, sees)) for one in shown["orders"]]
    return shown


def _people(order, sees):
    buyer, recipient = order.buyer, order.slips[0].recipient
    return (buyer, recipient) if sees else (masked(buyer), masked(recipient))


def take_up(file, profile):
    """Read the draft that a pattern was made from by it at once. Returns the address of the draft, or None."""
    intake = file and session.get(Intake, (context.tenant_id(), file.intake_id))
    if intake is None or intake.state != "draft":
        return None
    file.format = f"{PROFILE}{profile.name}"
    return url_for("commerce.intakes.show", intake_id=intake.id)
