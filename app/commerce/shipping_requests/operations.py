"""Asking an outside warehouse to ship, taking that back, and taking its answers in."""

from decimal import Decimal

from sqlalchemy import select

from app.commerce.permissions import PERSON_SEE
from app.commerce.sealed_files import keeping
from app.commerce.shipping_requests.model import RequestedSlip, ShippingRequest, ShippingResult
from app.commerce.shipping_requests.reading import read
from app.commerce.shipping_requests.wording import reason
from app.commerce.shipping_requests.writing import as_bytes, rows_of, table_of, unwritable
from app.commerce.slips import moving
from app.commerce.slips.allocating import goods_lines
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import READY, WORKING
from app.commerce.stock.lines import Want
from app.commerce.stock.reserving import reserve
from app.commerce.trackings.matching import found
from app.commerce.trackings.operations import write
from app.kernel import clock, context
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Forbidden, Rejected
from app.kernel.moving import move
from app.platform.audit import record
from app.records import numbering

REQUEST = numbering.series("shipping_request", "SI{YY}{MM}-{SEQ:4}", scope="month")
KEY = numbering.series("shipping_request_key", "R{SEQ:9}", scope="none")
MOST = 10_000


class _Short(Exception):
    """Not all of it lies there: what was tried is rolled back."""


def ask(slip_ids, profile, *, by=None):
    """Ask for slips that are ready: their goods are set aside in the outside warehouse, they are being packed there.

    Slips that are not ready, whose goods lie elsewhere, or that the file cannot spell stay as they are, with a reason.
    Returns the ShippingRequest. Raises Rejected when none can go, or for too many at once.
    """
    asked = list(dict.fromkeys(slip_ids))
    if len(asked) > MOST:
        raise Rejected("At most %(most)s slips go into one request.", most=MOST)
    ready, refused = _ready(asked)
    keys = dict(zip(ready, numbering.take_many(KEY, len(ready)) if ready else (), strict=True))
    rows = rows_of(keys)
    tables = {one: table_of(profile, rows[one]) for one in ready}
    for one, table in tables.items():
        if not table or unwritable(profile, table):
            refused[one] = "letters" if table else "empty"
    refused |= _set_aside([one for one in ready if one not in refused], profile.warehouse_id)
    going = [one for one in ready if one not in refused]
    if not going:
        raise Rejected("None of these slips can go: %(why)s", why=_reasons(refused))
    return _made(profile, going, keys, tables, refused, by)


def _ready(asked):
    """`(ids that may go, the oldest order first, {id: code})`; locked until the request is made."""
    rows = {row.id: row for row in moving.locked(asked)}
    refused = {}
    for one in asked:
        row = rows.get(one)
        if row is None:
            refused[one] = "unknown"
        elif row.carried_by_id:
            refused[one] = "bundled"
        elif row.status != READY:
            refused[one] = "status"
    order = select(Slip.id).where(Slip.id.in_(asked)).order_by(Slip.ordered_at, Slip.id)
    return [one for one in session.scalars(order) if one not in refused], refused


def _set_aside(ids, warehouse_id):
    """Move the reservations of slips into the outside warehouse, if all of a slip is there. `{id: 'short'}` of others.

    Those are not touched: what a try has moved for them is rolled back, so that nobody else is served from it.
    """
    lines = list(goods_lines(ids))
    if not lines:
        return {}
    try:
        with session.begin_nested():
            outcome = reserve([_want(line, warehouse_id) for line in lines])
            short = {line.leader for line in lines if not outcome[line.id].complete}
            if short:
                raise _Short
    except _Short:
        rest = [one for one in ids if one not in short]
        return dict.fromkeys(short, "short") | _set_aside(rest, warehouse_id)
    return {}


def _want(line, warehouse_id):
    return Want(
        for_id=line.id,
        product_id=line.product_id,
        quantity=Decimal(line.pieces),
        ordered_at=line.ordered_at,
        wanted_on=line.wished_on,
        warehouse_id=warehouse_id,
        label=f"{line.order_number}-{line.slip_no}",
    )


def _made(profile, going, keys, tables, refused, by):
    request = ShippingRequest(
        number=numbering.take(REQUEST),
        profile_id=profile.id,
        slips=len(going),
        refused={str(one): code for one, code in refused.items()},
        by_name=(by or context.actor()).name,
    )
    session.add(request)
    session.flush()
    copy_in(RequestedSlip, [{"request_id": request.id, "slip_id": one, "key": keys[one]} for one in going])
    table = [cells for one in going for cells in tables[one]]
    ending = "txt" if profile.delimiter == "tab" else "csv"
    keeping.keep(request.id, [(f"{request.number}.{ending}", len(table), as_bytes(profile, table))])
    moving.move(going, WORKING, why="request", by=by)
    record("shipping_request.made", request, by=by, label=request.number, slips=len(going))
    return request


def _reasons(refused):
    return "、".join(dict.fromkeys(reason(code) for code in refused.values())) or "–"


def undo(request, *, by=None):
    """Take a request back; what has not been shipped waits for shipping again. Returns how many slips."""
    move(request, "undone", allowed=("made",), undone_at=clock.now())
    ids = session.scalars(
        select(Slip.id)
        .join(RequestedSlip, RequestedSlip.slip_id == Slip.id)
        .where(RequestedSlip.request_id == request.id, Slip.status == WORKING)
        .order_by(Slip.id)
    ).all()
    moving.move(list(ids), READY, why="request_undone", by=by)
    keeping.forget(request.id)
    record("shipping_request.undone", request, by=by, label=request.number, slips=len(ids))
    return len(ids)


def hand_over(request, file, *, by=None):
    """The bytes of a request's file; the trail notes that they left."""
    who = by or context.actor()
    if not who.may(PERSON_SEE):
        raise Forbidden(PERSON_SEE)
    record("shipping_request.handed_over", request, by=who, label=request.number, rows=file.rows)
    return keeping.opened(file)


def take_answer(profile, stream, file_name, *, by=None):
    """Take a warehouse's answer in: numbers are noted, slips are sent. The same file again changes nothing.

    Lines with a key that no standing request of ours has, and lines that cannot be read, come back with the reason.
    Returns the ShippingResult. Raises Rejected for what is no such file.
    """
    lines, refused = read(stream, file_name, profile)
    findings = found(lines, _targets)
    counts = write(findings, clock.today(), why="request", by=by)
    left = [one for one in findings if one.state not in ("new", "same")]
    counts |= {
        "same": sum(one.state == "same" for one in findings),
        "left": len(left),
        "refused": len(refused),
    }
    result = ShippingResult(
        profile_id=profile.id,
        file_name=file_name[:200],
        counts=counts,
        left=[[one.places[0], one.key[:60], one.state] for one in left],
        refused=refused,
        by_name=(by or context.actor()).name,
    )
    session.add(result)
    session.flush()
    record("shipping_request.answered", result, by=by, label=result.file_name, **counts)
    return result


def _targets(keys):
    """`{key: [slip row]}` by the keys of requests that stand."""
    rows = session.execute(
        select(
            RequestedSlip.key, Slip.id, Slip.order_number, Slip.slip_no, Slip.status, Slip.carried_by_id,
            Slip.carrier,
        )
        .join(Slip, Slip.id == RequestedSlip.slip_id)
        .join(ShippingRequest, ShippingRequest.id == RequestedSlip.request_id)
        .where(RequestedSlip.key.in_(keys), ShippingRequest.status == "made")
    )  # fmt: skip
    return {row.key: [row] for row in rows}
