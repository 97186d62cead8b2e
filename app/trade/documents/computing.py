"""What documents work out by themselves where nothing was typed: amounts of lines, totals, yen (trade.md §4). Pure."""

from decimal import ROUND_HALF_UP, Decimal

from app.trade.documents.amounts import major, minor


def filled(kind, values):
    """`values` of a Kind with what can be worked out put where nothing is. Typed values stay."""
    whole = dict(values)
    for table in kind.tables:
        if table.multiply and whole.get(table.name):
            whole[table.name] = [_multiplied(table, row, whole.get("currency")) for row in whole[table.name]]
    for field in kind.fields.values():
        if field.source and field.name not in whole:
            value = _worked_out(field, whole, kind)
            if value is not None:
                whole[field.name] = value
    return whole


def _multiplied(table, row, currency):
    quantity, price, amount = table.multiply
    if amount in row or quantity not in row or price not in row:
        return row
    return row | {amount: minor(Decimal(row[quantity]) * Decimal(row[price]), currency)}


def _worked_out(field, values, kind):
    how, _colon, what = field.source.partition(":")
    return {"sum": _sum, "count": _count, "add": _add, "yen": _yen}[how](what, values, kind)


def _sum(what, values, kind):
    table, column = what.split(".")
    cells = [row[column] for row in values.get(table, ()) if column in row]
    if not cells:
        return None
    if kind.parts[table].column(column).kind == "money":
        return sum(cells)
    return _text(sum(map(Decimal, cells)))


def _count(what, values, _kind):
    return str(len(values[what])) if values.get(what) else None


def _add(what, values, _kind):
    parts = [Decimal(values[name]) for name in what.split("+") if name in values]
    return _text(sum(parts)) if len(parts) > 1 else None


def _yen(what, values, _kind):
    currency = values.get("currency")
    if what not in values or currency is None:
        return None
    if currency == "JPY":
        return values[what]
    if "exchange_rate" not in values:
        return None
    amount = major(values[what], currency) * Decimal(values["exchange_rate"])
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def _text(number):
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
