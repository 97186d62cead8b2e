"""JSON Schema of deals, partners, documents and events, and of what programs send about them."""

from app.kernel.i18n import translate
from app.records.rest.parts import ref
from app.trade.business_types import CODES
from app.trade.desk import cancelling, operations
from app.trade.desk.wording import STATES
from app.trade.documents.files import MOST as MOST_LINES
from app.trade.documents.heading import FACTS
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.model import DOCUMENT_STATES
from app.trade.rest import inviting, opening, writing
from app.trade.rest.finding import KEYS
from app.trade.rulebooks.patterns import DIRECTIONS, LOADS, MARKS

ID = {"type": "string", "format": "uuid"}
TEXT, TRUTH, WHOLE = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
MOMENT = {"type": "string", "format": "date-time"}
TYPE = {"type": "string", "enum": list(CODES)}
MARK = {"type": "string", "enum": list(MARKS)}
KIND = {"type": "string", "enum": list(KINDS)}
RIGHTS = {"type": "object", "additionalProperties": MARK}
ETAG = {"type": "string", "maxLength": 100}


def texts(longest, least=0):
    """The schema of a text."""
    return {"type": "string", "minLength": least, "maxLength": longest}


def told(**properties):
    """An object of which everything is always told."""
    return {"type": "object", "required": list(properties), "properties": properties}


def sent(required=(), **properties):
    """An object that a program sends."""
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": list(required)} if required else {})


def nullable(schema):
    """`schema` or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


def schemas():
    """`{name: schema}` of everything that is told and sent about deals, in the language spoken."""
    return (
        _deals() | _partners() | _documents() | _events() | {f"Fields.{k}": fields(KINDS[k]) for k in KINDS}
    )


AXES = {
    "direction": {"type": "string", "enum": list(DIRECTIONS)},
    "load_type": {"type": "string", "enum": list(LOADS)},
    "brokered": TRUTH,
    "coastal": TRUTH,
}
_STATE = {"type": "string", "enum": list(STATES)}


def _deals():
    seat = told(seat=ID, organisation=TEXT, name=TEXT, company=TEXT, business_type=TYPE, mine=TRUTH)
    head = {"id": ID, "number": TEXT, "name": TEXT, "status": _STATE, **AXES, "own_number": TEXT}
    head["heading"] = ref("DealHeading")
    own = texts(opening.OWN_NUMBER)
    name = texts(opening.NAME, 1)
    return {
        "DealSeat": seat,
        "DealHeading": _heading(),
        "Deal": told(
            **head,
            inquiry=TRUTH,
            parent=nullable(told(id=ID, number=TEXT)),
            opened_at=MOMENT,
            acting=ref("DealSeat"),
            seats=_many(ref("DealSeat")),
            owner=TRUTH,
            creatable=_many(KIND),
        ),
        "DealListed": told(**head, seat=ID, organisation=TEXT, business_type=TYPE, last_event_at=MOMENT),
        "DealNew": sent(
            opening.REQUIRED,
            name=name,
            **AXES,
            organisation=texts(20, 1),
            business_type=TYPE,
            own_number=own,
            parent=texts(20),
        ),
        "DealChanges": sent(name=name, own_number=own),
        "DealCancelling": sent(reason=texts(cancelling.REASON)),
        "DealMessage": sent(["text"], text=texts(operations.LONGEST, 1), to=_many(ID) | {"minItems": 1}),
    }


def _heading():
    facts = {one.name: _field(one) for one in FACTS}
    return {"type": "object", "required": ["containers"], "properties": {"containers": _many(TEXT), **facts}}


def _partners():
    changes = {"rights": RIGHTS, "hidden": TRUTH}
    return {
        "DealPartner": told(
            seat=ID,
            inviter=nullable(ID),
            organisation=TEXT,
            name=TEXT,
            company=TEXT,
            business_type=TYPE,
            hidden=nullable(TRUTH),
            mine=TRUTH,
            enabled=TRUTH,
            leaving=TRUTH,
            manageable=TRUTH,
            rights=nullable(RIGHTS),
        ),
        "DealPartnerNew": sent(
            ["organisation", "business_type"],
            organisation=texts(100, 1),
            business_type=TYPE,
            message=texts(inviting.MESSAGE),
            **changes,
        ),
        "DealPartnerChanges": sent(**changes),
        "DealRemoval": told(removal=ID, returnable_until=MOMENT),
    }


def _documents():
    head = {
        "id": ID, "number": TEXT, "kind": KIND, "official": TEXT, "unit": TEXT,
        "status": {"type": "string", "enum": list(DOCUMENT_STATES)}, "version": WHOLE, "level": MARK,
        "author": ref("DealSeat"), "changed_at": MOMENT, "sent_at": nullable(MOMENT), "_etag": TEXT,
    }  # fmt: skip
    any_fields = {"anyOf": [ref(f"Fields.{name}") for name in KINDS]}
    version = {"version": WHOLE, "sent_at": MOMENT, "author": ref("DealSeat")}
    reason = {"reason": texts(writing.REASON)}
    return {
        "DealDocumentListed": told(**head),
        "DealDocument": told(
            **head,
            fields=any_fields,
            worked_out=any_fields,
            locked={"type": "object", "additionalProperties": nullable(KIND)},
            files=_many(ref("DealFile")),
            versions=_many(told(**version)),
            editable=TRUTH,
            deletable=TRUTH,
        ),
        "DealFile": told(id=ID, name=TEXT, content_type=TEXT, size=WHOLE, scan=TEXT),
        "DealDocumentVersion": told(**version, fields=any_fields, files=_many(ref("DealFile"))),
        "DealDocumentNew": sent(["kind"], kind=KIND, unit=texts(20)),
        "DealDocumentChanges": sent(["fields"], _etag=ETAG, fields=any_fields, own_name_meant=TRUTH),
        "DealDocumentAct": sent(_etag=ETAG, **reason),
        "DealDocumentGone": told(id=ID, status={"type": "string", "const": "deleted"}),
    }


def _events():
    document = told(id=ID, number=TEXT, kind=KIND)
    seat = ref("DealSeat")
    event = told(
        id=TEXT,
        at=MOMENT,
        kind=TEXT,
        actor=seat,
        user_name=TEXT,
        partner=nullable(seat),
        document=nullable(document),
        to=_many(seat),
        text=TEXT,
    )
    return {"DealEvent": event}


def fields(kind):
    """The schema of what a Kind holds."""
    return {
        "type": "object",
        "description": translate(kind.label),
        "properties": {name: _part(part) for name, part in kind.parts.items()},
        "additionalProperties": False,
    }


def _part(part):
    if not hasattr(part, "columns"):
        return _field(part)
    row = {"type": "object", "properties": {one.name: _field(one) for one in part.columns}}
    return {
        "type": ["array", "null"],
        "maxItems": MOST_LINES,
        "items": row | {"additionalProperties": False},
        "description": translate(part.label),
    }


def _field(field):
    schema = {"description": translate(field.label)}
    if field.kind == "number":
        return schema | {"type": ["number", "null"]}
    if field.kind in ("money", "yen"):
        return schema | {"type": ["integer", "null"]}
    if field.kind == "date":
        return schema | {"type": ["string", "null"], "format": "date"}
    if field.kind == "choice":
        return schema | {"type": ["string", "null"], "enum": [*dict(field.choices), None]}
    return schema | {"type": ["string", "null"], "maxLength": field.longest}


def _many(schema):
    return {"type": "array", "items": schema}


PARAMETERS = {name: texts(200) for name in KEYS}
"""Schemas of the keys that find deals."""
