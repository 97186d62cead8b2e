"""Every record type at `/api/v1/{plural}`."""

from flask import g, request, url_for

from app.kernel import problems
from app.records.kit import keeping
from app.records.kit.queries import every
from app.records.rest import operations
from app.records.rest.asking import listing
from app.records.rest.naming import resource_of
from app.records.rest.offering import visible_offers
from app.records.rest.openapi import document, visible_resources
from app.records.rest.views.answering import (
    list_of,
    one_record,
    only_seen,
    results,
)
from app.records.rest.views.door import for_programs
from app.records.rest.views.family import of_programs
from app.records.rest.views.talking import asked, once, only, reply, sent
from app.web.finding import find

bp = of_programs("rest", __name__)


@bp.get("/")
@for_programs()
def show():
    """What there is, and the name of the token."""
    links = {name: url_for(".index", resource=name) for name in (*visible_resources(), *visible_offers())}
    return reply({"resources": links, "openapi": url_for(".openapi"), "token": g.api_token.label})


@bp.get("/openapi.json")
@for_programs()
def openapi():
    """The description of it all."""
    return reply(document(f"{request.host_url.rstrip('/')}{request.script_root}{bp.url_prefix}"))


@bp.get("/<string:resource>")
@for_programs("view")
def index(kind):
    """A page of records."""
    return list_of(kind, listing(kind, asked()))


@bp.post("/<string:resource>")
@for_programs("edit")
@once
def create(kind):
    """A new record."""
    only()
    row = operations.enter(kind, sent())
    where = url_for(".show_record", resource=resource_of(kind), record_id=row.id)
    return one_record(kind, row, 201, Location=where)


@bp.post("/<string:resource>/bulk")
@for_programs("edit")
@once
def put_many(kind):
    """Enter or change up to 500 records, known by their key."""
    only()
    return results(operations.put_many, kind, sent())


@bp.get("/<string:resource>/<uuid:record_id>")
@for_programs("view")
def show_record(kind, record_id):
    """One record; 304 when the program has this version."""
    chosen = listing(kind, {"fields": [only("fields").get("fields", "")]}).fields
    row = find(every(kind), record_id)
    if request.if_none_match.contains(str(row.version)):
        return reply(None, 304, ETag=f'"{row.version}"')
    return one_record(kind, row, chosen=chosen)


@bp.patch("/<string:resource>/<uuid:record_id>")
@for_programs("edit")
def update(kind, record_id):
    """Change the fields that were sent, of the version that the program saw."""
    only()
    row, data = find(every(kind), record_id), sent()
    if not request.if_match:
        raise problems.Problem("Send the ETag you saw as If-Match.", status=428, code="precondition_required")
    only_seen(row)
    operations.change(kind, row, data)
    return one_record(kind, row)


@bp.delete("/<string:resource>/<uuid:record_id>")
@for_programs("delete")
def destroy(kind, record_id):
    """Put the record away; it can be restored."""
    only()
    row = find(every(kind), record_id)
    only_seen(row)
    keeping.archive(kind, row)
    return one_record(kind, row)


@bp.delete("/<string:resource>/<uuid:record_id>/archiving")
@for_programs("edit")
def restore(kind, record_id):
    """Take the record back."""
    only()
    row = find(every(kind), record_id)
    only_seen(row)
    keeping.restore(kind, row)
    return one_record(kind, row)
