"""The OpenAPI 3.1 document of a tenant: its own fields included, kept until the arrangement changes."""

from functools import lru_cache

from app.kernel import context
from app.kernel.i18n import _, language, translate
from app.records.layouts.shaping import shaped
from app.records.lists.asking import sortable
from app.records.lists.operators import DAYS, LABELS, NUMBERS, UNTIL, WHEN, operators_of
from app.records.rest import schemas
from app.records.rest.asking import MOST, USUAL
from app.records.rest.naming import FIXED, properties, resource_of, resources
from app.records.rest.offering import visible_offers
from app.records.rest.parts import IF_MATCH, KEY, list_of, operation, path_id, query, ref

KEPT = 256


def visible_resources():
    """`{name in the address: arranged RecordType}` of what the present actor may see."""
    may = context.actor().may
    return {name: shaped(kind) for name, kind in resources().items() if may(kind.permissions.view)}


def document(server):
    """The document for the present actor; `server` is the address that the paths stand below."""
    kinds = visible_resources().values()
    paths, components = {}, dict(_SHARED)
    for kind in kinds:
        made = _described(context.tenant_id(), kind, language())
        paths |= made["paths"]
        components |= made["schemas"]
    offers = visible_offers().values()
    for one in offers:
        made = _offered(one, language())
        paths |= made["paths"]
        components |= made["schemas"]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Choba", "version": "1", "description": _ABOUT},
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": _PROBLEM},
        },
        "tags": [{"name": resource_of(kind), "description": translate(kind.plural)} for kind in kinds]
        + [{"name": one.path, "description": translate(one.plural)} for one in offers],
    }


@lru_cache
def _offered(one, spoken):
    """Paths and schemas of an Offer: they are the same for everybody."""
    return one.described()


@lru_cache(KEPT)
def _described(tenant_id, kind, spoken):
    """Paths and schemas of one record type; `shaped` gives the same object until the configuration changes."""
    name, base = kind.model.__name__, f"/{resource_of(kind)}"
    one = [path_id("record_id")]
    paths = {
        base: {
            "get": _operation(kind, "list", parameters(kind), answer=list_of(name, **_COUNTED)),
            "post": _operation(kind, "create", [KEY], sends=f"{name}New", answer=ref(name), status="201"),
        },
        f"{base}/bulk": {
            "post": _operation(kind, "bulk", [KEY], sends=f"{name}Bulk", answer=ref("BulkResult"))
        },
        f"{base}/{{record_id}}": {
            "get": _operation(kind, "get", [*one, _fields()], answer=ref(name)),
            "patch": _operation(kind, "update", [*one, IF_MATCH], sends=f"{name}Changes", answer=ref(name)),
            "delete": _operation(kind, "archive", one, answer=ref(name)),
        },
        f"{base}/{{record_id}}/archiving": {"delete": _operation(kind, "restore", one, answer=ref(name))},
    }
    new, changes = schemas.sent(kind, new=True), schemas.sent(kind, new=False)
    made = {
        name: schemas.told(kind),
        f"{name}New": new,
        f"{name}Changes": changes,
        f"{name}Bulk": _bulk_of(name),
    }
    return {"paths": paths, "schemas": made}


def parameters(kind):
    """What a list can be asked, as OpenAPI parameters."""
    asked = plain_parameters(kind)
    asked += [_question(name, of, op) for name, of in properties(kind).items() for op in operators_of(of)]
    return asked


def plain_parameters(kind):
    """Those that speak of the whole list rather than of one field."""
    names = properties(kind)
    sorts = [one for one, of in names.items() if sortable(kind, of.name)]
    asked = [
        query("q", {"type": "string", "maxLength": 200}, translate(kind.placeholder)),
        query("sort", {"type": "string", "enum": [*sorts, *(f"-{one}" for one in sorts)]}),
        _fields(),
        query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
        query("cursor", {"type": "string"}, _("The cursor that the page before gave as its next.")),
        query("count", {"type": "string", "enum": ["0", "1"]}, _("1 counts too, up to 10,000.")),
        query(
            "updated_since", {"type": "string", "format": "date-time"}, _("Changed at this moment or later.")
        ),
    ]
    for one in kind.filters:
        words = [option.value for option in one.offered() if option.value]
        asked.append(query(one.name, {"type": "string", "enum": words}, translate(one.label)))
    return asked


def _question(name, of, operator):
    said = f"{translate(of.label)}: {translate(LABELS.get(operator, operator))}"
    return query(f"{name}.{operator}", _asked_for(of, operator), said)


def _asked_for(of, operator):
    if operator in ("empty", "filled"):
        return {"type": "string", "const": "1"}
    if operator == "between":
        return {"type": "string", "description": f"1{UNTIL}2"}
    if operator == "when":
        return {"type": "string", "enum": list(WHEN)}
    if of.kind in NUMBERS:
        return {"type": "number", "minimum": -(10**13), "maximum": 10**13}
    if of.kind in DAYS:
        return {"type": "string", "format": "date"}
    if of.kind == "bool":
        return {"type": "string", "enum": ["1", "0"]}
    if of.link:
        return {"type": "array", "items": {"type": "string", "format": "uuid"}}
    if of.kind in ("choice", "many"):
        words = [str(one) for one in of.labels()]
        return {"type": "array", "items": {"type": "string", **({"enum": words} if words else {})}}
    return {"type": "string", "minLength": 1}


def _operation(kind, verb, asked, **more):
    resource = resource_of(kind)
    return operation(f"{verb}_{kind.name}", resource, f"{verb} {resource}", asked, **more)


def _fields():
    return query("fields", {"type": "string"}, f"code,name,custom.rank … ({', '.join(FIXED)})")


def _bulk_of(name):
    item = {"type": "object", "description": f"{name}New / {name}Changes"}
    items = {"type": "array", "minItems": 1, "maxItems": MOST, "items": item}
    return {
        "type": "object",
        "required": ["items"],
        "properties": {"items": items, "atomic": {"type": "boolean", "default": False}},
        "additionalProperties": False,
    }


_ABOUT = (
    "`Authorization: Bearer choba_…`. PATCH needs If-Match. Refusals are application/problem+json (RFC 9457)."
)
_COUNTED = {"count": {"type": "integer"}, "count_capped": {"type": "boolean"}}
_PROBLEM = {
    "description": "Refused",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_FAULTS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["field", "code", "message"],
        "properties": {
            "field": {"type": ["string", "null"]},
            "code": {"type": "string"},
            "message": {"type": "string"},
        },
    },
}
_SHARED = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "code", "message", "field_errors"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
            "message": {"type": "string"},
            "field_errors": _FAULTS,
            "request_id": {"type": "string"},
        },
    },
    "BulkResult": {
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["index", "status"],
                    "properties": {
                        "index": {"type": "integer"},
                        "status": {"type": "integer"},
                        "id": {"type": "string", "format": "uuid"},
                        "version": {"type": "integer"},
                        "problem": {"type": "object"},
                    },
                },
            }
        },
    },
}
