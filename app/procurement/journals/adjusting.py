"""The yen by which the document's tax differs from what was accrued: one rounding per invoice and rate is the
law's figure, and the books have to end on it (procurement §6.4, §12.1).
"""

from collections.abc import Mapping

from app.kernel.money import spread
from app.procurement.journals.booking import Books, Group, Line


def difference(
    accrued: list[tuple[Line, Group, int]], document_tax: Mapping[str, int], books: Books
) -> list[Line]:
    """The lines that bring the accrued tax to the document's; none when they agree.

    `accrued`: expense lines of the accruals with their class and their yen without tax. `document_tax`: yen
    of tax by tax code. A line may be negative.
    """
    lines, owed = [], {}
    for tax_code, tax in document_tax.items():
        rows = [row for row in accrued if row[1].tax_code == tax_code]
        names = list(dict.fromkeys(group.name for _line, group, _net in rows))
        nets = [sum(net for _line, group, net in rows if group.name == name) for name in names]
        for name, net, charged in zip(names, nets, spread(tax, nets) if names else [], strict=True):
            members = [(line, group) for line, group, _net in rows if group.name == name]
            lines += _of_class(members, net, charged, books, owed)
    payables = [Line("credit", "payable", account, amount) for account, amount in owed.items() if amount]
    return [*lines, *payables]


def _of_class(members, net: int, charged: int, books: Books, owed: dict[str, int]) -> list[Line]:
    group = members[0][1]
    more = charged - sum(line.invoiced_tax or 0 for line, _group in members)
    deducted = group.deductible_of(net, charged) - sum(line.tax_amount or 0 for line, _group in members)
    biggest = max((line for line, _group in members), key=lambda line: line.amount)
    owed[books.payable(biggest.account)] = owed.get(books.payable(biggest.account), 0) + more
    expense = more if books.inclusive else more - deducted
    found = []
    if not books.inclusive and deducted:
        found.append(Line("debit", "tax", books.tax_account, deducted, group.name))
    if expense or (books.inclusive and deducted):
        found.append(
            Line(
                "debit",
                "expense",
                biggest.account,
                expense,
                group.name if books.inclusive else "POUT",
                deducted if books.inclusive else None,
                organisation_id=biggest.organisation_id,
            )
        )
    return found
