"""The list of colleagues as a file, small enough to be made while one waits."""

import io

from app.access.licences.rules import LABELS
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import translate
from app.kernel.tabular import write_csv, write_xlsx
from app.platform.audit import record

FORMATS = {"xlsx": "xlsx", "utf8": "csv", "cp932": "csv"}
STATES = {"invited": "Invited", "active": "Active", "disabled": "Switched off"}
HEADER = (
    "Name", "Name in kana", "E-mail address", "Department", "Job title", "Roles", "Licence", "State", "Last seen",
)  # fmt: skip


def export(found, file_format):
    """`(file in memory, its name)` with the colleagues of a select (`queries.colleagues`). Noted in the audit trail."""
    rows = session.execute(found).all()
    header = [translate(one) for one in HEADER]
    file = io.BytesIO()
    if file_format == "xlsx":
        write_xlsx(file, header, map(_cells, rows), sheet=translate("Colleagues"))
    else:
        encoding = "cp932" if file_format == "cp932" else "utf-8-sig"
        write_csv(file, header, map(_cells, rows), encoding=encoding, on_unwritable="mark")
    file.seek(0)
    record("user.exported", label=translate("Colleagues"), format=file_format, rows=len(rows))
    return file, f"{translate('Colleagues')}_{clock.today():%Y%m%d}.{FORMATS[file_format]}"


def _cells(row):
    seen = f"{row.last_seen_at.astimezone(clock.JST):%Y/%m/%d %H:%M}" if row.last_seen_at else ""
    roles = ";".join(translate(one) for one in row.roles or ())
    place = (row.name, row.kana, row.email, row.organisation or "", row.title, roles)
    return [*place, translate(LABELS[row.licence]), translate(STATES[row.state]), seen]
