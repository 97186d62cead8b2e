"""What programs send, as values of fields. Everything wrong is told at once, field by field."""

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.ids import id_of
from app.kernel.problems import Fault, Problem
from app.records.kit.extras import unpacked
from app.records.kit.queries import by_key_or_name
from app.records.kit.reading import value_of
from app.records.rest.naming import OWN, properties, read_only, writable
from app.records.rest.writing import references

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBERS = ("number", "percent", "decimal", "price", "yen")


@dataclass(frozen=True)
class Target:
    """A link as it was sent: an id or a code."""

    text: str


@dataclass
class Reader:
    """Reads objects of one record type; remembers the choices of its fields while a request lasts."""

    kind: object
    labels: dict = field(default_factory=dict)

    def read(self, data, present=None):
        """`{field: value}` of an object, links still as Target. Raises Problem (422) with every fault.

        `present`: the record as it is told (an update); what is only told may be sent back unchanged.
        """
        if not isinstance(data, dict):
            raise Problem("Send an object with the fields of the record.", status=422, code="wrong_type")
        known, faults, values = properties(self.kind), [], {}
        for name, value in _flat(data, faults):
            of = known.get(name)
            try:
                if of is None or not writable(of):
                    self._only_told(name, of, value, present)
                else:
                    values[of.name] = self._value(of, value)
            except Rejected as refused:
                faults.append(
                    Fault(refused.message, name, code=getattr(refused, "code", "invalid"), **refused.values)
                )
        if present is None:
            self._complete(known, values, faults)
        refuse(faults)
        return values

    def _only_told(self, name, of, value, present):
        told = of is not None or read_only(name)
        if told and present is not None and _told(present, name) == value:
            return
        if name == "version" and present:
            raise Fault("Somebody else has saved this record in the meantime.", name, code="outdated")
        if told:
            raise Fault("This field cannot be set.", name, code="read_only")
        raise Fault("There is no such field.", name, code="unknown_field")

    def _complete(self, known, values, faults):
        """A new record: what was not sent has its default; required is required."""
        wrong = {one.field for one in faults}
        for name, of in known.items():
            if of.name in values or not writable(of) or name in wrong:
                continue
            default = _default(of)
            if default is None and of.required:
                faults.append(Fault("This is required.", name, code="required"))
            else:
                values[of.name] = of.blank if default is None else default

    def _value(self, of, value):
        if value is None:
            if of.required:
                raise Fault("This is required.", of.name, code="required")
            return of.blank
        if of.kind in NUMBERS:
            return _number(of, value)
        readers = {"bool": _truth, "date": _day, "datetime": _moment, "link": _target}
        if of.kind in ("choice", "many"):
            return self._chosen(of, value)
        return readers[of.kind](value) if of.kind in readers else _text(of, value)

    def _chosen(self, of, value):
        several = of.kind == "many"
        if not isinstance(value, list if several else str):
            raise wrong_type(_l("a list of texts") if several else _l("a text"))
        if value == "" and not of.required:
            return of.blank
        labels = self.labels.setdefault(of.name, {str(one): one for one in of.labels()})
        for one in value if several else [value]:
            if not isinstance(one, str) or one not in labels:
                raise Fault(
                    "Use one of: %(choices)s.", of.name, code="not_a_choice", choices=", ".join(labels)
                )
        return list(dict.fromkeys(value)) if several else labels[value]


def refuse(faults):
    """Raise Problem (422) when there is any fault."""
    if faults:
        raise Problem("Some fields cannot be accepted.", status=422, code="invalid_fields", faults=faults)


def link_up(kind, several):
    """Put ids for Targets into each of `several` values, one statement for each field. Returns `[[Fault], …]`."""
    names = {of.name: name for name, of in properties(kind).items() if of.link}
    found = [[] for _each in several]
    for field_name, name in names.items():
        of = kind.fields[field_name]
        texts = {v[field_name].text for v in several if isinstance(v.get(field_name), Target)}
        ids = {text: id_of(text) for text in texts}
        there = references(of.link, {one for one in ids.values() if one})
        codes = by_key_or_name(of.link, [text for text in texts if not ids[text]]) if texts else {}
        for values, faults in zip(several, found, strict=True):
            sent = values.get(field_name)
            if not isinstance(sent, Target):
                continue
            values[field_name] = ids[sent.text] if ids[sent.text] in there else codes.get(sent.text)
            if values[field_name] is None:
                faults.append(
                    Fault(
                        "There is no entry with the code or name %(text)s.",
                        name,
                        code="not_found",
                        text=sent.text,
                    )
                )
    return found


def _flat(data, faults):
    for name, value in data.items():
        if name != OWN:
            yield name, value
        elif isinstance(value, dict):
            yield from ((f"{OWN}.{code}", one) for code, one in value.items())
        else:
            faults.append(Fault("This must be %(kind)s.", OWN, code="wrong_type", kind=_l("an object")))


def _told(present, name):
    holder = present.get(OWN, {}) if name.startswith(f"{OWN}.") else present
    return holder.get(name.partition(".")[2] or name)


def _default(of):
    if not (of.custom and isinstance(of.default, str)):
        return of.default
    try:
        return unpacked(of, of.default)
    except (ValueError, ArithmeticError):
        return None


def wrong_type(kind):
    """The Fault of a value that is no `kind` (in words)."""
    return Fault("This must be %(kind)s.", None, code="wrong_type", kind=kind)


def _text(of, value):
    if not isinstance(value, str):
        raise wrong_type(_l("a text"))
    if "\0" in value:
        raise Fault("A text holds no NUL character.", of.name)
    return value_of(of, value)


def _number(of, value):
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong_type(_l("a number"))
    if abs(value) >= 10**18:
        raise Fault("The amount is too large.", of.name, code="out_of_range")
    return value_of(of, format(value, "f") if isinstance(value, Decimal) else str(value))


def _truth(value):
    if not isinstance(value, bool):
        raise wrong_type(_l("true or false"))
    return value


def _day(value):
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong_type(_l("a date such as 2026-11-21"))
    try:
        return dt.date.fromisoformat(value)
    except ValueError as cause:
        raise Fault("There is no such day in the calendar.", None) from cause


def _moment(value):
    try:
        found = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 1000 < found.year < 9000:
        raise wrong_type(_l("a moment with its offset, such as 2026-11-21T09:00:00+09:00"))
    return found


def _target(value):
    if isinstance(value, dict):
        value = value.get("id") or value.get("code")
    if not isinstance(value, str) or not value or "\0" in value:
        raise wrong_type(_l("an id, a code, or an object with one of them"))
    return Target(value)
