"""The description of a warehouse."""

from app.commerce.warehouses import permissions
from app.commerce.warehouses.aliases import ALIASES
from app.commerce.warehouses.model import FIRST_PRIORITY, Warehouse
from app.kernel.i18n import _l
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
KINDS = (("own", _l("Our own")), ("outside", _l("Of a logistics company")))

WAREHOUSE = register(
    RecordType(
        name="warehouse",
        model=Warehouse,
        label=_l("Warehouse"),
        plural=_l("Warehouses"),
        path="/warehouses",
        endpoint="commerce.warehouses",
        icon="box",
        cards=(
            Card(
                _l("Basics"),
                (
                    Field("code", _l("Warehouse code"), "code", required=True),
                    Field("name", _l("Warehouse name"), required=True),
                    Field("kind", _l("Whose it is"), "choice", required=True, choices=KINDS, default="own"),
                    Field("address", _l("Location"), wide=True, longest=400),
                ),
            ),
            Card(
                _l("Reserving"),
                (
                    Field(
                        "priority",
                        _l("Order of drawing"),
                        "number",
                        required=True,
                        default=FIRST_PRIORITY,
                        least=1,
                        most=9999,
                        help=_l("Orders draw from the warehouse with the smallest number first."),
                    ),
                    Field(
                        "sells",
                        _l("Orders may draw from it"),
                        "bool",
                        default=True,
                        help=_l("Stock of other warehouses is never told to shops."),
                    ),
                    Field("note", _l("Notes"), "long", longest=2000),
                ),
            ),
        ),
        columns=("code", "name", "kind", "address", "priority", "sells"),
        sorts=("code", "priority"),
        permissions=Permissions(
            permissions.VIEW,
            permissions.EDIT,
            permissions.IMPORT,
            permissions.EXPORT,
            delete=permissions.DELETE,
            comment=permissions.COMMENT,
        ),
        states=STATES,
        filters=(state_filter(STATES, _l("State"), _l("In use")),),
        placeholder=_l("Code, name"),
        aliases=ALIASES,
        first_step=_l("Stock lies in warehouses. One is made by itself with the first stock you enter."),
    )
)
