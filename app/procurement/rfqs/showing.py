"""What the pages of a request share: its head, tabs, and the form with its pickers."""

from app.approvals.queries import drawing_of
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.procurement.rfqs import queries
from app.procurement.rfqs.wording import INVITATIONS, OPENING_RULES, STATES

COMPARED = ("sent", "closed", "under_evaluation", "awarded", "no_award", "cancelled")
CHOSEN = ("closed", "under_evaluation", "awarded", "no_award")


def record_page(rfq, tab):
    """Values that every page of a request needs; `tab` is the one in front."""
    return {
        "rfq": rfq,
        "tabs": tabs_of(rfq, tab),
        "state": STATES[rfq.status],
        "states": STATES,
        "invitation_states": INVITATIONS,
        "opening_rules": OPENING_RULES,
        "may": context.actor().may,
        "approval": drawing_of(rfq.id) if rfq.number else None,
    }


def tabs_of(rfq, tab):
    """The tabs that have something to show for this reader: label, endpoint with its values, whether in front."""
    entries = [("contents", _("Contents"), "procurement.rfqs.show")]
    sent = rfq.status in COMPARED and rfq.sent_at
    if sent:
        entries.append(("progress", _("Answers"), "procurement.rfq_progress.show"))
        if context.actor().may("procurement.quote.view"):
            entries.append(("comparison", _("Comparison"), "procurement.comparisons.show"))
            if rfq.status in CHOSEN:
                entries.append(("award", _("Choice"), "procurement.awards.show"))
        entries.append(("conversations", _("Conversations"), "procurement.rfq_conversations.index"))
    return [
        {"label": label, "endpoint": endpoint, "values": _of(rfq, key), "active": key == tab}
        for key, label, endpoint in entries
    ]


def _of(rfq, key):
    return {"record_id" if key == "contents" else "rfq_id": rfq.id}


def editing(form):
    """Values of the form's page: choices of suppliers with those already ticked first, the attachments."""
    keep = form.supplier_ids
    return {
        "form": form,
        "rfq": form.rfq,
        "suppliers": session.execute(queries.suppliers_matching(keep=keep)).all(),
        "ticked": set(keep),
        "files": form.rfq.files() if form.rfq else [],
    }
