"""How records, many results and refusals of the database are answered."""

from flask import g, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError

from app.kernel.db import session
from app.kernel.problems import Problem
from app.records.lists import queries
from app.records.pages.views.reading import page_of
from app.records.rest.operations import outdated
from app.records.rest.views.talking import reply
from app.records.rest.writing import records
from app.web.paging import decode
from app.web.problems import as_fault, problem_of


def one_record(kind, row, status=200, chosen=(), **headers):
    """A record with its version as ETag."""
    return reply(records(kind, [row], chosen)[0], status, ETag=f'"{row.version}"', **headers)


def list_of(kind, wanted):
    """A page of records, the cursor of the next, and with `count` how many there are."""
    if wanted.question.after and (decode(wanted.question.after) or "p")[0] != "n":
        raise Problem("This cursor cannot be read.", status=400, code="invalid_cursor")
    page = page_of(wanted.kind, wanted.question, size=wanted.limit)
    ids = [row.id for row in page.rows]
    found = session.scalars(select(kind.model).where(kind.model.id.in_(ids))) if ids else ()
    rows = {row.id: row for row in found}
    told = records(kind, [rows[one] for one in ids if one in rows], wanted.fields)
    data = {"items": told, "next": page.next}
    if wanted.counted:
        many = queries.count(wanted.kind, wanted.question)
        data |= {"count": min(many, queries.CAP), "count_capped": many > queries.CAP}
    return reply(data, Link=_following(page)) if page.next else reply(data)


def _following(page):
    arguments = {**request.args.to_dict(flat=False), "cursor": page.next}
    return f'<{url_for(".index", resource=request.view_args["resource"], **arguments)}>; rel="next"'


def only_seen(row):
    """Refuse (412) when the program sent If-Match and saw another version."""
    if request.if_match and not (request.if_match.star_tag or request.if_match.contains(str(row.version))):
        raise outdated(row)


def results(put_many, kind, body):
    """What became of each of many; with `atomic` all or none of them."""
    if (
        not isinstance(body, dict)
        or set(body) - {"items", "atomic"}
        or not isinstance(body.get("atomic", False), bool)
    ):
        raise Problem(
            "Send an object with items, and atomic if all or none shall go in.", status=422, code="wrong_type"
        )
    items = [_result(number, *one) for number, one in enumerate(put_many(kind, body.get("items")))]
    if body.get("atomic") and any("problem" in one for one in items):
        refused = [one for one in items if "problem" in one]
        raise Problem(
            "Nothing was taken in: some items cannot be accepted.",
            status=422,
            code="items_refused",
            more={"items": refused},
        )
    return reply({"items": items})


def _result(number, row, refusal, new):
    if refusal is not None:
        return {"index": number, "status": getattr(refusal, "status", 422), "problem": as_fault(refusal)}
    return {"index": number, "status": 201 if new else 200, "id": row.id, "version": row.version}


def refused_by_database(error):
    """What only the database could tell: somebody was faster, a value out of range, a moment of trouble."""
    session.rollback()
    if isinstance(error, IntegrityError):
        said = Problem(
            "Somebody else was faster. Get the record again, then repeat.", status=409, code="conflict"
        )
    elif isinstance(error, DataError):
        said = Problem("A value is out of range.", status=422, code="out_of_range")
    else:
        wait = {"Retry-After": "1"}
        said = Problem("Busy for a moment. Send it again.", status=503, code="busy", headers=wait)
    return problem_of(said, said.status)


def with_rate(answer):
    """Put what is left of the rate into the headers; nothing in between keeps an answer."""
    allowance = g.get("allowance")
    if allowance is not None:
        answer.headers["RateLimit-Limit"] = str(allowance.limit)
        answer.headers["RateLimit-Remaining"] = str(allowance.remaining)
        answer.headers["RateLimit-Reset"] = str(allowance.reset)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Vary"] = "Authorization, Accept-Language"
    return answer
