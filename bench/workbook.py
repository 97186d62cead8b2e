"""A workbook of 100,000 opportunities, written and taken in again without a difference, against the plain file of them.

Wall clock and CPU of process and database, and how much memory the process took at most. The last line compares the
writing of the two. `bin/bench workbook 20000` takes another number.
"""

import io
import os
import resource
import sys

from app.kernel.db import db, session
from app.masters.partners.model import Partner
from app.platform.storage import opened
from app.records.exports.operations import ask_for, make
from app.records.imports import operations as imports
from app.records.imports.model import Import
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from bench import _selling as selling
from bench._ground import Watch, fresh_application, inside, tell
from tests.support.people import Cast


def main():
    """Once out in each form, once in."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    fresh_application("workbook")
    fill(count)
    print(f"{count:,} opportunities, load {os.getloadavg()}, {_memory()} MB before")
    with inside("sales_admin"):
        plain = written("xlsx")
        book = written("book")
        kind = shaped(OPPORTUNITY)
        _row, content = opened(session.get_one(*book[1]).file_id)
        watch = _watch()
        with content:
            made = imports.upload(kind, io.BytesIO(content.read()), "x.xlsx")
        imports.match(kind, made, made.mapping)
        session.flush()
        made.state = "pending"
        session.flush()
        imports.take_in(made.id)
        seconds, spent = watch.read()
        counts = session.get_one(Import, (made.tenant_id, made.id)).counts
        print(f"taken in: {seconds:.1f} s, CPU {spent:.1f} s, {_memory()} MB at most, {counts}")
        db.session.rollback()
    tell("workbook", book[0], plain[0], unit="s")


def fill(count):
    """So many opportunities of a thousand accounts."""
    selling.phases()
    owner = f"'{Cast(db).person('yamada', 'salesperson').user_id}'::uuid"
    named = (
        f"{selling.of(selling.PLACES)} || {selling.of(selling.THINGS, 7)} || {selling.of(selling.ACTS, 3)}"
    )
    code = "'A' || lpad(n::text, 7, '0')"
    selling.make(
        Partner, 1000, code=code, name=f"{selling.of(selling.PLACES)} || '機械' || n", is_customer="true"
    )
    accounts = "(ARRAY(SELECT id FROM partners ORDER BY code))[1 + n % 1000]"
    phase = "(ARRAY(SELECT id FROM phases WHERE standing = 'open' ORDER BY position))[1 + n % 3]"
    selling.make(
        Opportunity, count, code=code, name=named, partner_id=accounts, phase_id=phase, owner_id=owner,
        amount="n * 1000", expected_on="date '2026-12-01' + (n % 300)::int", next_step="'=見積を送る'",
        description="'仕様の確認と見積の説明'",
    )  # fmt: skip


def written(file_format):
    """`(seconds, (Export, key))` of a file of all of them; prints what it cost."""
    kind, watch = shaped(OPPORTUNITY), _watch()
    export = ask_for(kind, question_from(kind, {"standing": "all"}), file_format=file_format, columns="all")
    session.flush()
    made = make(export.id)
    seconds, spent = watch.read()
    row, content = opened(made.file_id)
    content.close()
    print(
        f"{file_format}: {made.rows:,} rows, {row.size / 1e6:.1f} MB, {seconds:.1f} s, CPU {spent:.1f} s, "
        f"{_memory()} MB at most"
    )
    return seconds, (type(made), (made.tenant_id, made.id))


def _watch():
    return Watch(session.connection().connection.driver_connection)


def _memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
