"""Answers of warehouses as lines, under the profile's headers."""

from app.commerce.intake.columns import place, places_of
from app.commerce.shipping_requests.sources import ANSWERS
from app.commerce.trackings.reading import lines_of_row
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.kernel.tabular import read_table


def read(stream, file_name, profile):
    """`([Line], [[line, sentence]])`. Lines without a number yet say nothing. Raises Rejected for another file."""
    expected = [header for headers in profile.answers.values() for header in headers]
    table = read_table(stream, file_name, expected=expected, quoted=None)
    at = {name: place(places_of(table.header), headers) for name, headers in profile.answers.items()}
    absent = [translate(ANSWERS[name]) for name in ("key", "number") if at.get(name) is None]
    if absent:
        raise Rejected(
            "The answer has no column for %(names)s. Adjust the layout of this warehouse.",
            "file",
            names="、".join(absent),
        )
    lines, refused = [], []
    for number, cells in table.rows:
        values = {name: cells[spot].strip() for name, spot in at.items() if spot is not None}
        try:
            lines += lines_of_row(number, values, profile.carrier)
        except (Rejected, ValueError) as refusal:
            refused.append([number, str(refusal)])
    refused += [[one.number, str(one.reason)] for one in table.refused]
    return lines, refused
