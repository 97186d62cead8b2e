"""What the page of a voucher shows."""

from app.kernel.db import session
from app.platform.audit.sentences import sentence
from app.procurement.journals.queries import reversal_of, vouchers_of_source
from app.procurement.journals.sending import as_voucher, tax_words
from app.procurement.journals.wording import KINDS, STATES


def voucher_page(voucher, trail):
    """Values of `procurement/journals/show.html`; `trail` is a select of audit entries."""
    return {
        "voucher": voucher,
        "state": STATES[voucher.status],
        "kinds": KINDS,
        "pairs": list(as_voucher(voucher, tax="apart").pairs()),
        "lines": voucher.lines,
        "tax_words": tax_words()["tax_class"],
        "undone_by": reversal_of(voucher),
        "related": vouchers_of_source(voucher),
        "export": voucher.export,
        "events": [
            {"who": one.actor_name, "at": one.at, "text": sentence(one.verb)}
            for one in session.scalars(trail)
        ],
    }
