"""Answers of warehouses as lines, under the profile's headers."""

from app.commerce.carriers.catalogue import named
from app.commerce.carriers.numbers import plain_number
from app.commerce.intake.columns import place, places_of
from app.commerce.shipping_requests.sources import ANSWERS
from app.commerce.trackings.reading import Line
from app.kernel import clock
from app.kernel.errors import Rejected, Unreadable
from app.kernel.i18n import translate
from app.kernel.parsing import parse_date
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
            lines += _lines(number, values, profile)
        except (Rejected, ValueError) as refusal:
            refused.append([number, str(refusal)])
    refused += [[one.number, str(one.reason)] for one in table.refused]
    return lines, refused


def _lines(at, values, profile):
    numbers = [plain_number(one) for one in values["number"].replace("、", ",").replace("/", ",").split(",")]
    numbers = [one for one in numbers if one]
    if not numbers:
        return []
    if not values["key"]:
        raise Unreadable("The line has a tracking number and no key of ours.")
    word = values.get("carrier", "")
    carrier = named(word) if word else None
    if word and carrier is None:
        raise Unreadable("This carrier is not known: %(word)s", word=word)
    day = parse_date(values["day"][:10], clock.today()) if values.get("day") else None
    return [
        Line(at, values["key"], one, carrier.code if carrier else profile.carrier, day) for one in numbers
    ]
