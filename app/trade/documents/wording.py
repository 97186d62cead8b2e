"""Values, states and reasons of documents in words, for pages, papers and files."""

from datetime import date
from decimal import Decimal

from app.kernel.i18n import _, translate
from app.trade import sight
from app.trade.business_types import LABELS
from app.trade.documents.amounts import major
from app.trade.documents.amounts import written as written_amount


def written(field, value, currency=""):
    """A stored value as people read it; empty for nothing."""
    if value is None:
        return ""
    if field.kind == "money":
        return written_amount(value, currency)
    if field.kind == "yen":
        return written_amount(value, "JPY")
    if field.kind == "number":
        return f"{Decimal(value):,f}"
    if field.kind == "date":
        return value.replace("-", "/")
    if field.kind == "choice":
        return str(dict(field.choices).get(value, value))
    return str(value)


def sheet(kind, values):
    """What a document says, part by part: `[(label, [(label, text)])]`; sections with nothing in them are left out."""
    currency = values.get("currency", "")
    parts = [(section.label, section.fields) for section in kind.sections]
    if kind.totals:
        parts.append((_("Totals"), kind.totals))
    found = []
    for label, fields in parts:
        said = [(one.label, written(one, values[one.name], currency)) for one in fields if one.name in values]
        if said:
            found.append((label, said))
    return found


def lines(table, values):
    """The rows of a table in words, cell by cell in the order of its columns; prices with as many decimals each."""
    currency, rows = values.get("currency", ""), values.get(table.name, ())
    price = table.multiply[1] if table.multiply else None
    places = _places([row[price] for row in rows if row.get(price) is not None])
    return [
        [
            f"{Decimal(row[price]):,.{places}f}"
            if one.name == price and row.get(price) is not None
            else written(one, row.get(one.name), currency)
            for one in table.columns
        ]
        for row in rows
    ]


def _places(prices):
    """How many decimals a column of prices needs: none where all are whole, else two or more."""
    most = max((-Decimal(one).normalize().as_tuple().exponent for one in prices), default=0)
    return max(2, most) if most > 0 else 0


def typed(field, value, currency=""):
    """A stored value as a form and a file take it: dates, Decimals in whole units of the currency, text."""
    if value is None:
        return None
    if field.kind in ("money", "yen"):
        return major(value, currency if field.kind == "money" else "JPY")
    if field.kind == "number":
        return Decimal(value)
    return date.fromisoformat(value) if field.kind == "date" else value


def reason(entered, held):
    """Why the reader may see a document, in one sentence that names nobody else (issue: "Why can I see this?")."""
    rules = dict(sight.why(entered.room, entered.seat, held.paper))
    type_label = translate(LABELS[entered.room.seats[entered.seat].business_type])
    kind = translate(held.kind.label)
    if "created" in rules:
        return _("Your organisation made this %(kind)s as %(type)s.", kind=kind, type=type_label)
    if "opened" in rules:
        return _(
            "Its organisation chose you among those who may read a %(kind)s as %(type)s in this deal.",
            kind=kind,
            type=type_label,
        )
    if held.level == sight.WRITE:
        return _("As %(type)s you may read and write a %(kind)s in this deal.", kind=kind, type=type_label)
    return _("As %(type)s you may read a %(kind)s in this deal.", kind=kind, type=type_label)
