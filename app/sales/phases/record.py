"""The description of a phase."""

from app.kernel.i18n import _l
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import state_filter
from app.sales import permissions
from app.sales.phases.aliases import ALIASES
from app.sales.phases.model import LOST, OPEN, WON, Phase

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
STANDINGS = ((OPEN, _l("Open business")), (WON, _l("Won")), (LOST, _l("Lost")))
TONES = {OPEN: "info", WON: "done", LOST: "closed"}
BASICS = (
    Field("code", _l("Phase code"), "code", required=True),
    Field("name", _l("Name of the phase"), required=True),
    Field("position", _l("Place in the order"), "number", default=50, least=0, most=999),
    Field("standing", _l("What it means"), "choice", choices=STANDINGS, default=OPEN, tones=TONES),
    Field("probability", _l("Probability"), "percent", default=0, least=0, most=100, suffix="%"),
    Field(
        "stall_days",
        _l("Stalled after"),
        "number",
        default=0,
        least=0,
        suffix=_l("days"),
        help=_l("Days without an activity; 0: never."),
    ),
    Field(
        "criteria",
        _l("What has to be true"),
        "long",
        longest=1000,
        help=_l("A line each; asked when an opportunity comes here."),
    ),
)

PHASE = register(
    RecordType(
        name="phase",
        model=Phase,
        label=_l("Phase"),
        plural=_l("Phases of opportunities"),
        path="/phases",
        endpoint="sales.phases",
        icon="layers",
        cards=(Card(_l("Basics"), BASICS),),
        columns=("code", "name", "standing", "probability", "stall_days", "criteria"),
        sorts=("position", "code"),
        permissions=Permissions(
            permissions.PHASE_VIEW,
            permissions.PHASE_EDIT,
            permissions.PHASE_IMPORT,
            permissions.PHASE_EXPORT,
            delete=permissions.PHASE_DELETE,
            comment=permissions.PHASE_COMMENT,
        ),
        states=STATES,
        filters=(state_filter(STATES, _l("State"), _l("In use")),),
        placeholder=_l("Code, name"),
        aliases=ALIASES,
        first_step=_l("Phases are the steps from the first word to the order."),
    )
)
