"""What a source says for a document where nothing stands yet. Pure: nothing is written before somebody has looked."""

KINDS_FILLED = ("commercial_invoice", "proforma_invoice", "packing_list")
MOST_LINES = 200


def offered(kind, values, origin, direction, own_side, locked=()):
    """`{name: value}` as stored, of a document `kind` (`describing.Kind`) that holds `values` now.

    Whatever somebody typed stays, also a table with one line; a `locked` field is left alone. Prices are left out of a
    document in another currency. `own_side`: our name and address as a document prints them.
    """
    if kind.name not in KINDS_FILLED:
        return {}
    said = _terms(origin) | _sides(origin, direction, own_side)
    lines = origin.lines()[:MOST_LINES]
    if "currency" in kind.parts and lines:
        said |= {"currency": origin.currency}
    if "goods" in kind.parts:
        said |= {"goods": _goods(lines, values.get("currency", origin.currency) == origin.currency)}
    if "packing" in kind.parts:
        said |= {"packing": [_packed(one) for one in lines]}
    return {
        name: value
        for name, value in said.items()
        if value and name in kind.parts and not values.get(name) and name not in locked
    }


def _terms(origin):
    return {"incoterms": origin.incoterms, "incoterms_place": origin.place[:70]}


def _sides(origin, direction, own_side):
    ours, theirs = ("shipper", "consignee") if direction == "export" else ("consignee", "shipper")
    return {ours: own_side[:350], theirs: origin.counterpart[:350]}


def _goods(lines, priced):
    return [_priced(one) if priced else _named(one) for one in lines]


def _named(line):
    row = {"description": line.description[:300], "quantity": number(line.quantity), "unit": line.unit[:10]}
    return {name: value for name, value in row.items() if value}


def _priced(line):
    further = {} if line.price is None else {"price": number(line.price)}
    return _named(line) | further | ({} if line.amount is None else {"amount": line.amount})


def _packed(line):
    weight = {} if line.net_weight is None else {"net_weight": number(line.net_weight)}
    return _named(line) | weight


def number(value):
    """A Decimal as documents store it: exact, four places at most, without trailing zeros."""
    text = format(round(value, 4), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
