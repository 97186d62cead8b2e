"""What the trail says of conversions."""

from app.kernel.i18n import _l
from app.sales.leads.record import LEAD

LEAD.sentences.update(
    {
        "lead.converted": _l("made business of this: %(became)s"),
        "lead.conversion_undone": _l("took back that this became business"),
    }
)
