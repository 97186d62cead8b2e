"""Judgements stand on the page of their opportunity, and in its history."""

from app.kernel.i18n import _l
from app.records.kit.blocks import add_block
from app.sales.judgements.forms import JudgementForm
from app.sales.judgements.queries import history_of
from app.sales.opportunities.choices import FORECASTS
from app.sales.opportunities.record import OPPORTUNITY

OPPORTUNITY.sentences["opportunity.judged"] = _l("judged the forecast: %(why)s")


def card(row, form=None):
    """`(template, values)` of the card on the page of an opportunity."""
    form = form or JudgementForm(formdata=None)
    return "sales/judgements/_card.html", {
        "row": row,
        "history": history_of(row.id),
        "form": form,
        "labels": dict(FORECASTS),
    }


add_block("opportunity", card)
