"""A resource as the documentation shows it: fields, questions, and requests to copy."""

import orjson

from app.kernel.i18n import _, translate
from app.records.lists.operators import LABELS, operators_of
from app.records.rest import schemas
from app.records.rest.naming import OWN, properties, resource_of, writable
from app.records.rest.openapi import plain_parameters

_SAMPLES = {
    "code": "A-100", "number": 1, "yen": 1000, "percent": 10, "price": 120.5, "decimal": 1.5, "bool": True,
    "date": "2026-11-21", "datetime": "2026-11-21T09:00:00+09:00", "url": "https://example.com/",
    "email": "desk@example.com", "link": "A-100", "many": [],
}  # fmt: skip


def pages_of(kind, base):
    """`{fields, questions, examples}` of one resource; `base` is the address below which it lies."""
    told = schemas.told(kind)["properties"]
    fields = [
        {
            "name": name,
            "label": translate(of.label),
            "type": _type(told[OWN]["properties"][name.partition(".")[2]] if of.custom else told[name]),
            "required": of.required,
            "read_only": not writable(of),
            "words": ", ".join(f"{value}: {translate(label)}" for value, label in of.labels().items()),
        }
        for name, of in properties(kind).items()
    ]
    return {"fields": fields, "questions": _questions(kind), "examples": _examples(kind, base)}


def _questions(kind):
    """One line for each plain parameter, and one for each field with all that it can be asked."""
    plain = [
        (one["name"], one["description"], ", ".join(one["schema"].get("enum", ())) or _type(one["schema"]))
        for one in plain_parameters(kind)
    ]
    asked = [
        (
            f"{name}.…",
            translate(of.label),
            ", ".join(f"{op} ({translate(LABELS[op])})" for op in operators_of(of)),
        )
        for name, of in properties(kind).items()
    ]
    return plain + asked


def _type(schema):
    if "anyOf" in schema:
        return "{id, code, name}"
    found = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    return f"{found} ({schema['format']})" if "format" in schema else found


def _examples(kind, base):
    address = f"{base}/{resource_of(kind)}"
    one = f"{address}/018f0000-0000-7000-8000-000000000000"
    new = _sample(kind)
    changed = {name: new[name] for name in list(new)[1:2]}
    return [
        (
            _("List"),
            f"GET {address}?limit=50&sort={kind.sorts[0]}",
            curl(f"{address}?limit=50&sort={kind.sorts[0]}"),
        ),
        (_("Create"), f"POST {address}", curl(address, "POST", new, 'Idempotency-Key: "$(uuidgen)"')),
        (_("Update"), f"PATCH {address}/{{id}}", curl(one, "PATCH", changed, 'If-Match: \\"1\\"')),
        (_("Archive"), f"DELETE {address}/{{id}}", curl(one, "DELETE")),
        (_("Restore"), f"DELETE {address}/{{id}}/archiving", curl(f"{one}/archiving", "DELETE")),
        (
            _("Many at once"),
            f"POST {address}/bulk",
            curl(f"{address}/bulk", "POST", {"items": [new], "atomic": True}),
        ),
    ]


def _sample(kind):
    found = {}
    for name, of in properties(kind).items():
        if of.required and writable(of):
            value = of.default or _SAMPLES.get(of.kind, translate(of.label))
            if of.kind == "choice":
                value = next((str(one) for one, _label in of.offered()), "")
            (found.setdefault(OWN, {}) if of.custom else found)[name.removeprefix(f"{OWN}.")] = value
    return found


def curl(address, method="GET", body=None, header=None):
    """A request to copy."""
    parts = ['curl -H "Authorization: Bearer $TOKEN"']
    if method != "GET":
        parts.append(f"-X {method}")
    if header:
        parts.append(f'-H "{header}"' if '"$' not in header else f'-H "{header.replace(chr(34), "")}"')
    if body is not None:
        sent = orjson.dumps(body).decode().replace("'", "'\\''")
        parts.append(f"-H 'Content-Type: application/json' -d '{sent}'")
    return " \\\n  ".join([*parts, f"'{address}'"])
