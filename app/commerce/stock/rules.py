"""Setting what shops are told of the stock."""

from sqlalchemy import select

from app.commerce.stock.model import StockRule
from app.commerce.stock.telling import spread
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.events import publish
from app.platform.audit import changes_of, record

_BOOKKEEPING = {"version", "changed_at", "changed_by_name"}


def rule_of(product_id, channel_id=None):
    """The StockRule made for exactly this product (None: all) and shop (None: every shop), or None."""
    found = select(StockRule).where(
        StockRule.product_id.is_not_distinct_from(product_id),
        StockRule.channel_id.is_not_distinct_from(channel_id),
    )
    return session.scalars(found).one_or_none()


def set_rule(values, *, product_id=None, channel_id=None, version=None, label=""):
    """Make this the rule (`way`, `safety`, `share` in 1/10,000, `cap`, `fixed`). Returns the StockRule.

    Raises Conflict when somebody else changed it since `version`, Rejected for a fixed number that is not given.
    """
    if values["way"] == "fixed" and values["fixed"] is None:
        raise Rejected("Enter the number that shops are told.", "fixed")
    rule = rule_of(product_id, channel_id)
    if (rule.version if rule else None) != version:
        raise Conflict("Somebody else has just changed this rule. Please reload the page and look again.")
    if rule is None:
        rule = StockRule(product_id=product_id, channel_id=channel_id, version=0)
        session.add(rule)
    for name, value in values.items():
        setattr(rule, name, value)
    changes = {name: pair for name, pair in changes_of(rule).items() if name not in _BOOKKEEPING}
    if changes:
        rule.version, rule.changed_at, rule.changed_by_name = (
            rule.version + 1,
            clock.now(),
            context.actor().name,
        )
        session.flush()  # the audit line names it
        record("stock_rule.changed", rule, label=label or "*", changes=changes)
        _tell(product_id, channel_id)
    return rule


def drop_rule(product_id, channel_id=None, label=""):
    """Let the rule for all products count again."""
    rule = rule_of(product_id, channel_id)
    if rule is not None:
        record("stock_rule.dropped", rule, label=label)
        session.delete(rule)
        _tell(product_id, channel_id)


def _tell(product_id, channel_id):
    """`stock.rule_changed`: of one product or (None) of all, for one shop or (None) every shop."""
    publish("stock.rule_changed", product_id=product_id, channel_id=channel_id)
    if product_id:
        spread({product_id})
