"""Safety stock and what shops are told: of one product, and of all that have no rule of their own."""

from flask import Blueprint, url_for

from app.commerce.stock import permissions
from app.commerce.stock.forms import RuleForm, rule_form
from app.commerce.stock.rules import drop_rule, rule_of, set_rule
from app.commerce.stock.views.stock import stock_page
from app.kernel.i18n import _
from app.masters.products.record import PRODUCT
from app.records.kit.queries import every
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("stock_rules", __name__, url_prefix="/stock")


@bp.get("/rule")
@requires(permissions.RULES)
def edit():
    """The rule for all products."""
    return page("commerce/stock/rule.html", None, form=rule_form(rule_of(None)))


@bp.post("/rule")
@requires(permissions.RULES)
def update():
    """Set the rule for all products."""
    form = RuleForm()
    if form.validate():
        with form.absorbing():
            set_rule(form.values, version=form.seen_version)
    if form.errors:
        return page("commerce/stock/rule.html", None, 422, form=form)
    return answer(None, url_for("commerce.stock.index"), _("The rule has been saved."))


@bp.post("/<uuid:product_id>/rule")
@requires(permissions.RULES)
def update_own(product_id):
    """Set the rule of one product."""
    product, form = find(every(PRODUCT), product_id), RuleForm()
    if form.validate():
        with form.absorbing():
            label = f"{product.code} {product.name}"
            set_rule(form.values, product_id=product.id, version=form.seen_version, label=label)
    if form.errors:
        return page("commerce/stock/show.html", None, 422, **stock_page(product, rule=form))
    return answer(None, url_for("commerce.stock.show", product_id=product.id), _("The rule has been saved."))


@bp.delete("/<uuid:product_id>/rule")
@requires(permissions.RULES)
def delete_own(product_id):
    """Let the rule for all products count for it again."""
    product = find(every(PRODUCT), product_id)
    drop_rule(product.id, label=f"{product.code} {product.name}")
    message = _("The rule for all products counts again.")
    return answer(None, url_for("commerce.stock.show", product_id=product.id), message)
