"""JSON Schema of records, from their description as the tenant arranged it."""

from app.kernel.i18n import translate
from app.records.rest.naming import OWN, properties, writable
from app.records.rest.reading import NUMBERS

_NULL = {"type": "null"}
_REFERENCE = {
    "type": "object",
    "required": ["id", "code", "name"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "code": {"type": "string"},
        "name": {"type": "string"},
    },
}
_TARGET = {
    "type": "object",
    "properties": {"id": {"type": "string", "minLength": 1}, "code": {"type": "string", "minLength": 1}},
    "additionalProperties": True,
    "anyOf": [{"required": ["id"]}, {"required": ["code"]}],
}
_STAMP = {"type": "string", "format": "date-time", "readOnly": True}


def told(kind):
    """What a program gets."""
    fixed = {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        "version": {"type": "integer", "readOnly": True, "description": "= ETag"},
        "state": {"type": "string", "enum": [one.value for one in kind.states], "readOnly": True},
        "archived": {"type": "boolean", "readOnly": True},
        "created_at": _STAMP,
        "changed_at": _STAMP,
    }
    found, own = _split(kind, lambda of: _labelled(of, _told(of)), lambda of: True)
    fixed |= found
    fixed[OWN] = {"type": "object", "properties": own}
    return {"type": "object", "required": ["id", "version"], "properties": fixed}


def sent(kind, *, new):
    """What a program sends: a `new` record with all that is required, or the fields to change."""
    found, own = _split(kind, lambda of: _labelled(of, _sent(of)), writable)
    if own:
        found[OWN] = {"type": "object", "properties": own, "additionalProperties": False}
        if new and (needed := _required(kind, own=True)):
            found[OWN]["required"] = needed
    schema = {"type": "object", "properties": found, "additionalProperties": False}
    needed = _required(kind, own=False) + ([OWN] if new and _required(kind, own=True) else [])
    return schema | ({"required": needed} if new and needed else {})


def _split(kind, describe, wanted):
    usual, own = {}, {}
    for name, of in properties(kind).items():
        if wanted(of):
            (own if of.custom else usual)[name.removeprefix(f"{OWN}.")] = describe(of)
    return usual, own


def _required(kind, *, own):
    return [
        name.removeprefix(f"{OWN}.")
        for name, of in properties(kind).items()
        if of.required and of.default is None and writable(of) and of.custom == own
    ]


def _labelled(of, schema):
    said = " ".join(filter(None, (translate(of.label), translate(of.help) if str(of.help or "") else "")))
    return schema | {"description": said} | ({} if writable(of) else {"readOnly": True})


def _told(of):
    if of.link:
        return {"anyOf": [_REFERENCE, _NULL]}
    return _typed(of, nullable=of.kind not in ("bool", "many"), choices=list(map(str, of.labels())))


def _sent(of):
    if of.link:
        return {"anyOf": [{"type": "string", "minLength": 1}, _TARGET, *([] if of.required else [_NULL])]}
    return _typed(of, nullable=not of.required, choices=[str(value) for value, _label in of.offered()])


def _typed(of, *, nullable, choices):
    schema = dict(_SHAPES.get(of.kind, {"type": "string"}))
    if of.kind == "choice":
        schema["enum"] = choices + ([] if of.required and choices else [""]) + ([None] if nullable else [])
    if of.kind == "many":
        schema["items"] = {"type": "string", "enum": choices} if choices else {"type": "string"}
    if schema["type"] == "string" and of.kind not in ("choice", "date", "datetime", "file"):
        schema["maxLength"] = of.longest
    if of.kind in NUMBERS:
        schema |= {
            key: edge for key, edge in (("minimum", of.least), ("maximum", of.most)) if edge is not None
        }
    if nullable:
        schema["type"] = [schema["type"], "null"]
    return schema


_SHAPES = {
    "number": {"type": "integer"},
    "yen": {"type": "integer"},
    "percent": {"type": "number", "minimum": 0},
    "price": {"type": "number", "minimum": 0},
    "decimal": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "choice": {"type": "string"},
    "many": {"type": "array"},
    "file": {"type": "string", "format": "uuid"},
}
