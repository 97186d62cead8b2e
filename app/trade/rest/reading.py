"""What programs send, as values of the verbs. Everything wrong is told at once, field by field. Pure."""

import uuid
from decimal import Decimal

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.problems import Fault, Problem
from app.records.rest.reading import refuse, wrong_type
from app.trade.documents.checking import stored
from app.trade.documents.files import MOST as MOST_LINES
from app.trade.rulebooks.patterns import MARKS


def read(data, readers, required=()):
    """`{name: value}` of an object; `readers` give the value of what was sent. Raises Problem with every fault."""
    if not isinstance(data, dict):
        raise Problem("Send a JSON object.", status=422, code="wrong_type")
    values, faults = {}, []
    for name, sent in data.items():
        try:
            if name not in readers:
                raise Fault("There is no such field.", name, code="unknown_field")
            values[name] = readers[name](sent)
        except Rejected as refused:
            faults += getattr(refused, "faults", ()) or [_at(name, refused)]
    faults += [Fault("This is required.", name, code="required") for name in required if name not in data]
    refuse(faults)
    return values


def _at(path, refused):
    return Fault(refused.message, path, code=getattr(refused, "code", "invalid"), **refused.values)


def text(longest, *, empty=True):
    """A reader of texts."""

    def reader(sent):
        if not isinstance(sent, str):
            raise wrong_type(_l("a text"))
        if "\0" in sent:
            raise Fault("A text holds no NUL character.", None)
        if len(sent) > longest:
            raise Fault("This text is too long: %(most)s letters at most.", None, most=longest)
        if not empty and not sent.strip():
            raise Fault("This is required.", None, code="required")
        return sent

    return reader


def truth(sent):
    """A reader of true and false."""
    if not isinstance(sent, bool):
        raise wrong_type(_l("true or false"))
    return sent


def word_of(words):
    """A reader of one of `words`."""

    def reader(sent):
        if not isinstance(sent, str) or sent not in words:
            raise Fault("Use one of: %(choices)s.", None, code="not_a_choice", choices=", ".join(words))
        return sent

    return reader


def ids(sent):
    """A reader of a list of ids, at least one: an empty one is not everybody."""
    try:
        if sent == []:
            raise Fault("Name at least one, or leave this out.", None, code="required")
        if isinstance(sent, list) and all(isinstance(one, str) for one in sent):
            return [uuid.UUID(one) for one in sent]
    except ValueError:
        pass
    raise wrong_type(_l("a list of ids"))


def rights(ceilings):
    """A reader of `{kind: "W", "R" or "-"}` as levels, none above `ceilings` (`{kind: level}`)."""

    def reader(sent):
        if not isinstance(sent, dict):
            raise wrong_type(_l("an object"))
        faults = [fault for kind, mark in sent.items() if (fault := _right(ceilings, kind, mark))]
        refuse(faults)
        return {kind: MARKS[mark] for kind, mark in sent.items()}

    return reader


def _right(ceilings, kind, mark):
    path = f"rights.{kind}"
    if kind not in ceilings:
        return Fault("There is no such field.", path, code="unknown_field")
    if not isinstance(mark, str) or mark not in MARKS:
        return Fault("Use one of: %(choices)s.", path, code="not_a_choice", choices=", ".join(MARKS))
    if MARKS[mark] > ceilings[kind]:
        return Fault("This is more than the business type may have.", path, code="above_ceiling")
    return None


def fields(kind):
    """A reader of fields and tables of a Kind, None for what shall be empty."""

    def reader(sent):
        if not isinstance(sent, dict):
            raise wrong_type(_l("an object"))
        values, faults = {}, []
        for name, value in sent.items():
            part = kind.parts.get(name)
            if part is None:
                faults.append(Fault("There is no such field.", f"fields.{name}", code="unknown_field"))
            elif hasattr(part, "columns"):
                values[name] = _lines(part, value, faults)
            else:
                values[name] = _cell(part, value, f"fields.{name}", faults)
        refuse(faults)
        return values

    return reader


def _lines(table, sent, faults):
    path, columns = f"fields.{table.name}", {one.name: one for one in table.columns}
    rows = [] if sent is None else sent
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        faults.append(_at(path, wrong_type(_l("a list of objects"))))
        return []
    if len(rows) > MOST_LINES:
        faults.append(Fault("A table holds %(most)s lines at most.", path, most=MOST_LINES))
        return []
    found = []
    for number, row in enumerate(rows):
        unknown = [one for one in row if one not in columns]
        faults += [
            Fault("There is no such field.", f"{path}.{number}.{one}", code="unknown_field")
            for one in unknown
        ]
        cells = [(name, f"{path}.{number}.{name}") for name in row if name in columns]
        found.append({name: _cell(columns[name], row[name], place, faults) for name, place in cells})
    return found


def _cell(field, sent, path, faults):
    try:
        if sent is not None:
            _typed(field, sent)
            stored(field, sent)
    except Rejected as refused:
        faults.append(_at(path, refused))
    return sent


def _typed(field, sent):
    if field.kind == "number":
        if isinstance(sent, bool) or not isinstance(sent, int | Decimal):
            raise wrong_type(_l("a number"))
    elif field.kind in ("money", "yen"):
        if isinstance(sent, bool) or not isinstance(sent, int):
            raise wrong_type(_l("a whole number in the smallest unit of the currency"))
    else:
        text(10**6)(sent)
