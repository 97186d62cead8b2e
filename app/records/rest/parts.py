"""Pieces of an OpenAPI document: operations, parameters, references, lists."""

KEY = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"}}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "example": '"1"'},
}


def operation(name, tag, summary, asked, *, answer, sends=None, status="200"):
    """One way to ask an address. `answer`: the schema of a success, `sends`: the name of the body's."""
    said = {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "parameters": asked,
        "responses": {
            status: {"description": "OK", "content": {"application/json": {"schema": answer}}},
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }
    if sends:
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": ref(sends)}}}
    return said


def query(name, schema, description=""):
    """A parameter of the address."""
    return {"name": name, "in": "query", "schema": schema, "description": str(description or "")}


def path_id(name):
    """An id within the address."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def ref(name):
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(name, **more):
    """A page of items and the cursor of the next."""
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": ref(name)},
            "next": {"type": ["string", "null"]},
            **more,
        },
    }
