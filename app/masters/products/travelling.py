"""The card of how a product travels: what checks, parcels, labels and pick lists go by."""

from app.kernel.i18n import _l
from app.records.kit.describing import Card, Field

TEMPERATURE_LABELS = {"ambient": _l("ambient"), "chilled": _l("chilled"), "frozen": _l("frozen")}
FIELDS = (
    Field(
        "temperature",
        _l("Temperature"),
        "choice",
        choices=tuple(TEMPERATURE_LABELS.items()),
        default="ambient",
    ),
    Field(
        "chills_along",
        _l("May travel in a chilled parcel"),
        "bool",
        default=True,
        help=_l("Counts for ambient products."),
    ),
    Field("weight_g", _l("Weight"), "number", default=0, least=0, suffix="g", help=_l("0: not known.")),
    Field(
        "size_points",
        _l("Size points"),
        "number",
        default=0,
        least=0,
        help=_l("Parcels are counted by them; 0: not counted."),
    ),
    Field("packed_alone", _l("Always packed alone"), "bool", default=False),
    Field(
        "fits_mail",
        _l("Pieces in a letter-box parcel"),
        "number",
        default=0,
        least=0,
        help=_l("0: does not fit into one."),
    ),
    Field("shelf", _l("Shelf"), longest=60, help=_l("Pick lists are sorted by it.")),
    Field("label_name", _l("Name on labels"), help=_l("Empty: the product name.")),
    Field(
        "contents", _l("Kind of contents"), help=_l("What carriers must be told, like batteries or liquids.")
    ),
)
TRAVELLING = Card(_l("Storing and shipping"), FIELDS, collapsed=True)
