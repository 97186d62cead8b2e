"""Taking files in, putting labels right, making the files; nothing outlives three in the morning."""

from sqlalchemy import delete

from app.commerce.channels.model import Channel
from app.commerce.converter.composing import NOT_SENT, composed
from app.commerce.converter.expiring import end_of, plan_purge, purge, standing
from app.commerce.converter.model import ConverterFile, ConverterLoad, ConverterParcel
from app.commerce.converter.packing import packed, unpacked
from app.commerce.converter.reading import read_files
from app.commerce.labels.composing import mended, shipper_of
from app.commerce.labels.mending import FIELDS, written_on
from app.commerce.labels.queries import accounts
from app.commerce.labels.systems.registry import SYSTEMS
from app.commerce.labels.writing import lines_of, write
from app.commerce.permissions import PERSON_SEE
from app.kernel import clock, context, sealing
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Forbidden, Rejected
from app.platform.audit import record

MOST = 10_000
MOST_BYTES = 30 * 1024 * 1024
_PLACE = "converter_files.content"


def drop(files, account, *, channel=None, ship_on=None, by=None):
    """Take order files in: `[(name, bytes)]`. Returns the ConverterLoad, read, or asking for its columns.

    Raises Rejected when nothing in them can be read, and for too much at once.
    """
    purge()  # what a standstill has left behind
    if sum(len(content) for _name, content in files) > MOST_BYTES:
        raise Rejected("These files are too large. Drop at most 30 MB at once.", "files")
    now = clock.now()
    load = ConverterLoad(
        account_id=account.id, channel_id=channel.id if channel else None, ship_on=ship_on or clock.today(),
        by_name=(by or context.actor()).name, created_at=now, expires_at=end_of(now),
    )  # fmt: skip
    session.add(load)
    session.flush()
    plan_purge(load.expires_at)
    for place, (name, content) in enumerate(files, 1):
        _keep(load, "in", place, name, content)
    _read(load, files)
    record("converter.dropped", load, by=by, label=f"{load.ship_on}", files=len(files), orders=load.orders)
    return load


def sender(channel_id):
    """The shop whose address stands as the sender, or None."""
    return session.get(Channel, (context.tenant_id(), channel_id)) if channel_id else None


def map_columns(load, mapping):
    """Say which column is what, and read the files that were kept for it. Raises Rejected."""
    if load.state != "unread":
        raise Rejected("These files have been read already.")
    load.mapping = mapping
    _read(load, [(one.name, opened(one)) for one in files_of(load, "in")])


def _read(load, files):
    found = read_files(files, load.mapping)
    if found.header and not load.mapping:
        load.header = found.header
        return
    if not found.orders and not found.refused:
        raise Rejected("There are no orders in these files.", "files")
    load.state, load.header, load.orders = "read", [], len(found.orders)
    load.left_out = sum(one.standing in NOT_SENT for one in found.orders)
    load.refused = {"lines": found.refused} if found.refused else None
    session.flush()
    session.refresh(load)
    chosen = session.scalars(accounts()).all()
    parcels = composed(found.orders, load, chosen)
    if len(parcels) > MOST:
        raise Rejected("At most %(most)s labels go into one file.", "files", most=MOST)
    copy_in(ConverterParcel, [_row(load, place, one) for place, one in enumerate(parcels, 1)])
    session.execute(delete(ConverterFile).where(ConverterFile.load_id == load.id, ConverterFile.way == "in"))
    look(load)


def _row(load, place, one):
    return {
        "load_id": load.id,
        "account_id": one.account.id,
        "position": place,
        "key": one.label.key,
        "label": packed(one.label),
        "problems": [],
        "remarks": list(one.remarks),
        "expires_at": load.expires_at,
    }


def parcels_of(load, account_id=None):
    """The parcels of a load, in their order."""
    found = standing(ConverterParcel).where(ConverterParcel.load_id == load.id)
    if account_id is not None:
        found = found.where(ConverterParcel.account_id == account_id)
    return session.scalars(found.order_by(ConverterParcel.position, ConverterParcel.id)).all()


def look(load, rows=None):
    """Check all labels of a load (or `rows`) as the carriers' systems would, and keep what stands against each."""
    by_account = {}
    for row in parcels_of(load) if rows is None else rows:
        by_account.setdefault(row.account_id, []).append(row)
    known = {one.id: one for one in session.scalars(accounts())}
    for account_id, some in by_account.items():
        labels = [unpacked(row.label) for row in some]
        _lines, problems = lines_of(labels, shipper_of(known[account_id]), clock.today())
        for row in some:
            found = problems.get(row.key, [])
            row.problems = [[one.field, one.code, one.stops] for one in found]
            row.stops = sum(one.stops for one in found)
    session.flush()


def mend(load, row, values, *, by=None):
    """Write on one label what was typed; `values`: some of `mending.FIELDS`. Made files are out of date then."""
    _may_see(by)
    label = unpacked(row.label)
    now = written_on(label)
    changed = {name: value for name, value in values.items() if name in FIELDS and value != now[name]}
    if label.office is None and not changed.get("office"):
        changed.pop("office", None)
    if changed:
        row.label = packed(mended(label, changed))
        forget_files(load)
        record("converter.mended", load, by=by, fields=sorted(changed))
    look(load, [row])


def take_out(load, row, *, by=None):
    """Leave a parcel out."""
    session.delete(row)
    forget_files(load)
    record("converter.taken_out", load, by=by)


def make(load, *, by=None):
    """Write the files, one or more for each contract. Raises Rejected while a label stops one."""
    _may_see(by)
    forget_files(load)
    place, known = 0, {one.id: one for one in session.scalars(accounts())}
    for account_id in dict.fromkeys(row.account_id for row in parcels_of(load)):
        account, system = known[account_id], SYSTEMS[known[account_id].system]
        rows = parcels_of(load, account_id)
        written = write([unpacked(row.label) for row in rows], shipper_of(account), clock.today())
        if not written.files:
            look(load, rows)
            raise Rejected("Some labels cannot be written yet. Put them right first.")
        for content in written.files:
            place += 1
            name = f"{system.file_name}_{load.ship_on:%Y%m%d}_{place}.csv"
            _keep(load, "out", place, name, content, account_id=account_id, rows=len(rows))
    record("converter.made", load, by=by, files=place)
    return place


def hand_over(load, file, *, by=None):
    """The bytes of a label file; the trail notes that they left."""
    _may_see(by)
    record("converter.handed_over", load, by=by, rows=file.rows)
    return opened(file)


def files_of(load, way="out"):
    """The files of a load, in their order."""
    found = standing(ConverterFile).where(ConverterFile.load_id == load.id, ConverterFile.way == way)
    return session.scalars(found.order_by(ConverterFile.position, ConverterFile.id)).all()


def opened(file):
    """The bytes of a file."""
    return sealing.opened(file.content, of=_PLACE)


def forget_files(load):
    """Let made files go: they no longer say what the labels say."""
    session.execute(delete(ConverterFile).where(ConverterFile.load_id == load.id, ConverterFile.way == "out"))


def _keep(load, way, place, name, content, *, account_id=None, rows=0):
    session.add(
        ConverterFile(
            load_id=load.id,
            account_id=account_id,
            way=way,
            position=place,
            name=name[:200],
            rows=rows,
            size=len(content),
            content=sealing.sealed(content, of=_PLACE),
            expires_at=load.expires_at,
        )
    )
    session.flush()


def _may_see(by):
    who = by or context.actor()
    if not who.may(PERSON_SEE):
        raise Forbidden(PERSON_SEE)
