"""A document read in other ways: as it was sent, compared, on paper, its lines as a file."""

import io

from flask import Blueprint, request, send_file

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.platform.documents import pdf
from app.trade.documents.comparing import compared
from app.trade.documents.computing import filled
from app.trade.documents.files import write_lines
from app.trade.documents.papers import paper
from app.trade.documents.queries import document_in, files_sent, roots_of, values_of, versions_of
from app.trade.documents.showing import author_of
from app.trade.documents.views import reaching
from app.trade.permissions import VIEW
from app.trade.views import entered_by
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("document_readings", __name__, url_prefix="/deals/<uuid:deal_id>/documents/<uuid:document_id>")
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def _version(held, number):
    return next((one for one in versions_of(held) if one.version == number), None)


def _values(room, held, number=0):
    """The values of a version; of the document as it stands for 0. Raises Missing."""
    if not number:
        return filled(held.kind, values_of(held, roots_of(room.deal.id)))
    version = _version(held, number)
    if version is None:
        raise Missing
    return version.fields


@bp.get("/versions/<int:number>")
@requires(VIEW)
def show(deal_id, document_id, number):
    """A version as it was sent, and what it changed."""
    room = entered_by(deal_id)
    held = document_in(room, document_id)
    values, version = _values(room, held, number), _version(held, number)
    before = _values(room, held, number - 1) if number > 1 else None
    return page(
        "trade/documents/version.html",
        **reaching.sheet_values(room, held, values),
        version=version,
        files=files_sent(held, version),
        author=author_of(room, version),
        differences=None if before is None else compared(held.kind, before, values),
    )


@bp.get("/differences")
@requires(VIEW)
def differences(deal_id, document_id):
    """What has changed since a version (`since`)."""
    room = entered_by(deal_id)
    held = document_in(room, document_id)
    since = request.args.get("since", held.row.version, type=int)
    if since < 1:
        raise Missing
    return _compared(room, held, held, since, _("Version %(n)s", n=since))


@bp.get("/comparisons/<uuid:other_id>")
@requires(VIEW)
def comparison(deal_id, document_id, other_id):
    """What stands otherwise here than in what was last sent of another document (B/L beside S/I)."""
    room = entered_by(deal_id)
    held, other = document_in(room, document_id), document_in(room, other_id)
    if not other.row.version:
        raise Missing
    return _compared(room, held, other, other.row.version, _("%(name)s as sent", name=other.kind.label))


def _compared(room, held, other, number, label):
    told, now = _values(room, other, number), _values(room, held)
    found = compared(other.kind, told, now, other=held.kind, everything=held is not other)
    shown = {"entered": room, "held": held, "other": other, "differences": found}
    return page("trade/documents/differences.html", before_label=label, **shown)


@bp.get("/paper")
@requires(VIEW)
def show_paper(deal_id, document_id):
    """The document as PDF: as it stands, or one version (`version`)."""
    room = entered_by(deal_id)
    held = document_in(room, document_id)
    number = request.args.get("version", 0, type=int)
    mark = _("Version %(n)s", n=number) if number else _("Not as sent")
    content = pdf(paper(held, _values(room, held, number), room.deal.number, mark))
    return send_file(
        io.BytesIO(content), "application/pdf", download_name=f"{held.row.number}-{number or 'draft'}.pdf"
    )


@bp.get("/tables/<string:table>")
@requires(VIEW)
def show_lines(deal_id, document_id, table):
    """The lines of a table as a file (`form`: csv or xlsx)."""
    room = entered_by(deal_id)
    held = document_in(room, document_id)
    part, form = held.kind.parts.get(table), request.args.get("form", "csv")
    if not hasattr(part, "columns") or form not in TYPES:
        raise Missing
    out = io.BytesIO()
    write_lines(out, part, values_of(held, roots_of(deal_id)), form)
    out.seek(0)
    name = f"{held.row.number}-{table}.{form}"
    return send_file(out, TYPES[form], as_attachment=True, download_name=name)
