"""What the trail says of conversions."""

from sqlalchemy import cast, literal
from sqlalchemy.dialects.postgresql import JSONB

from app.kernel.i18n import _l
from app.records.kit.holding import hold
from app.sales.conversions.model import Conversion
from app.sales.leads.record import LEAD

LEAD.sentences.update(
    {
        "lead.converted": _l("made business of this: %(became)s"),
        "lead.conversion_undone": _l("took back that this became business"),
    }
)


def _touched(model, name):
    """What a conversion made is another record now: taking it back leaves that alone."""
    return {"versions": model.versions.op("||")(cast(literal({name: -1}, JSONB), JSONB))}


for _name in ("partner", "person"):
    hold(
        [_name],
        "conversions",
        _l("What leads became"),
        Conversion,
        f"{_name}_id",
        also=lambda model, name=_name: _touched(model, name),
    )
