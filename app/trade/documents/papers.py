"""A document on paper (PDF): as it stands, or as it was sent in one version."""

from app.kernel.i18n import _, translate
from app.platform.documents import Block, Column, Document, in_japanese
from app.trade.documents.kinds.own import ISSUER
from app.trade.documents.wording import lines, sheet, written

_AS_BLOCK = {one.name for one in ISSUER.fields}
_CODED = {"gate_in_slip"}
"""Kinds read at a gate: their number stands on them as a QR code."""
_IN_HEAD = {"document_number", "document_date", "consignee", "remarks"}


def paper(held, values, deal_number, mark):
    """The `Document` of values (worked out already). `mark`: 第2版, or that it is a draft."""
    kind, currency = held.kind, values.get("currency", "")
    with in_japanese():
        first, *further = [one for one in kind.tables if values.get(one.name)] or [None]
        return Document(
            title=translate(kind.label),
            number_label=_("Number"),
            number=values.get("document_number") or held.row.number,
            dated_label=_("Date of the document"),
            dated=values.get("document_date", "").replace("-", "/"),
            recipient=_recipient(values),
            issuer=_issuer(values),
            mark=mark,
            facts=tuple(_facts(kind, values)),
            columns=_columns(first) if first else (),
            rows=tuple(map(tuple, lines(first, values))) if first else (),
            summary=tuple(
                (translate(one.label), written(one, values[one.name], currency))
                for one in kind.totals
                if one.name in values
            ),
            remarks=tuple(_remarks(further, values)),
            footer=f"{deal_number} {held.row.number}",
            code=held.row.number if kind.name in _CODED else "",
        )


def _recipient(values):
    name, *rest = values.get("consignee", "").split("\n")
    return Block(name, tuple(rest))


def _issuer(values):
    facts = [values.get(one.name, "") for one in ISSUER.fields]
    return Block(facts[0], tuple(one for one in facts[1:] if one))


def _facts(kind, values):
    currency = values.get("currency", "")
    for section in kind.sections:
        for field in section.fields:
            if field.name in values and field.name not in _AS_BLOCK | _IN_HEAD:
                yield translate(field.label), written(field, values[field.name], currency)


def _columns(table):
    return tuple(
        Column(
            translate(one.label),
            1 if one.kind != "text" else 2,
            "right" if one.kind in ("number", "money") else "left",
        )
        for one in table.columns
    )


def _remarks(tables, values):
    for table in tables:
        rows = ("　".join(cell for cell in row if cell) for row in lines(table, values))
        yield translate(table.label), "\n".join(rows)
    if values.get("remarks"):
        yield _("Remarks"), values["remarks"]


def sheet_of(held, values):
    """Sections and tables of a document for its page: `(sections, [(table, rows)])`."""
    return sheet(held.kind, values), [
        (one, lines(one, values)) for one in held.kind.tables if values.get(one.name)
    ]
