"""The inbox (承認待ち): what waits for me, what I submitted, what I decided; and one case."""

from flask import Blueprint, g, request

from app.approvals.cases.drawing import STATES, drawn
from app.approvals.cases.forms import DecisionForm
from app.approvals.cases.queries import visible_cases
from app.approvals.cases.views.listing import TABS, asked, listed
from app.approvals.documents import label_of
from app.kernel import clock, context
from app.kernel.i18n import translate
from app.web import shell
from app.web.answer import page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("cases", __name__, url_prefix="/approvals")
VIEW = "approvals.case.view"
entry("desk", "Approvals", "approvals.cases.index", "stamp", VIEW, position=20, key="a")


def waiting_count(user):
    """How many documents wait for the reader, less what this very request decided."""
    return {"approvals.cases.index": max(0, user.approvals_waiting - g.get("decided", 0))}


shell.counters.append(waiting_count)


@bp.get("/")
@requires(VIEW)
def index():
    """The list of one tab: `waiting`, `mine` or `done`."""
    return page("approvals/cases/index.html", "approvals/cases/_list.html", **inbox_values(request.args))


@bp.get("/<uuid:case_id>")
@requires(VIEW)
def show(case_id):
    """One case: its route, its history, and the decision when it is the reader's turn."""
    case = find(visible_cases(context.actor()), case_id)
    form = DecisionForm(formdata=None, place="case")
    return page("approvals/cases/show.html", case=case, approval=drawn(case), form=form)


def inbox_values(arguments):
    """What the inbox's templates need, from the address's query."""
    tab = arguments.get("tab") if arguments.get("tab") in TABS else "waiting"
    rows = listed(tab, context.actor().id, token=arguments.get("page"))
    return {
        "tab": tab,
        "rows": rows,
        "asked": asked(tab, rows),
        "states": STATES,
        "today": clock.today(),
        "waiting": waiting_count(g.user)["approvals.cases.index"],
        "document_label": lambda name: translate(label_of(name)),
    }
