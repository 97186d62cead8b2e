"""取引状況 on the page of an account: every figure leads to the rows it adds up."""

from flask import url_for

from app.kernel import context
from app.records.kit.blocks import add_block
from app.sales.permissions import ACTIVITY_VIEW, OPPORTUNITY_VIEW, SALES_RESULT_VIEW
from app.sales.turnovers.queries import best_sellers, going_on, sold_to
from app.sales.turnovers.years import drawn, last_day


def _block(partner):
    may = context.actor().may
    sees_sales, sees_deals = may(SALES_RESULT_VIEW), may(OPPORTUNITY_VIEW) and may(ACTIVITY_VIEW)
    if not (sees_sales or sees_deals):
        return None
    found = sold_to(partner.id) if sees_sales else None
    return "sales/turnovers/_card.html", {
        "partner": partner,
        "sees_sales": sees_sales,
        "going": going_on(partner.id) if sees_deals else None,
        "listed": lambda **asked: _listed(partner, asked),
        "last_day": last_day,
        **(_figures(partner, *found) if found else {"this": None}),
    }


def _figures(partner, this, last, everything):
    rows, zero = drawn(last, this)
    sellers = best_sellers(partner.id, this)
    return {
        "this": this,
        "last": last,
        "everything": everything,
        "rows": rows,
        "zero": zero,
        "sellers": sellers,
    }


def _listed(partner, asked):
    days = f"{asked['first']}..{asked['last']}" if "first" in asked else None
    questions = {
        "partner_id.in": partner.id,
        "sold_on.between": days,
        "product_id.in": asked.get("product_id"),
    }
    return url_for("sales.sales_results.index", **questions)


add_block("partner", _block)
