"""Judging an opportunity on its page; a person's months on a page of their own."""

import datetime as dt

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.access.users.model import User
from app.kernel import clock
from app.kernel.i18n import _
from app.records.kit.queries import every
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.judgements.forms import JudgementForm, MonthForm
from app.sales.judgements.listening import card
from app.sales.judgements.months import MONTHS, later, months_of
from app.sales.judgements.operations import judge, judge_month
from app.sales.judgements.queries import commits, history_of_months
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import FORECAST_JUDGE, OPPORTUNITY_VIEW
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("judgements", __name__, url_prefix="/opportunities")


@bp.post("/<uuid:record_id>/judgements")
@requires(FORECAST_JUDGE)
def create(record_id):
    """This is what the actor makes of the opportunity."""
    row, form = find(every(OPPORTUNITY), record_id), JudgementForm()
    if form.validate():
        with form.absorbing():
            judge(row, form.amount.data, form.forecast.data, form.comment.data or "")
    if form.errors:
        block = card(row, form)[1]
        return page("sales/judgements/new.html", "sales/judgements/_card.html", 422, block=block, row=row)
    shown = url_for("sales.opportunities.show", record_id=row.id, _anchor="judgement")
    block = card(row)[1]
    return answer("sales/judgements/create.htmx.html", shown, _("The judgement has been saved."), block=block)


@bp.get("/forecast/people/<uuid:user_id>")
@requires(OPPORTUNITY_VIEW)
def show_person(user_id):
    """What the person commits to month by month, and what is made of it."""
    return _months(
        find(_people(), user_id),
        _form(formdata=None, data={"month": request.args.get("month")}),
    )


@bp.post("/forecast/people/<uuid:user_id>/judgements")
@requires(FORECAST_JUDGE)
def create_of_month(user_id):
    """This is what the actor makes of one month."""
    person, form = find(_people(), user_id), _form()
    if form.validate():
        with form.absorbing():
            _judge(person, form)
    if form.errors:
        return _months(person, form, 422)
    shown = url_for(".show_person", user_id=person.id, **_kept())
    return answer(None, shown, _("The judgement has been saved."))


def _judge(person, form):
    month = dt.date.fromisoformat(f"{form.month.data}-01")
    said = sum(one.said for one in commits(_all_of(person), month, later(month, 1)))
    judge_month(person, month, said, form.amount.data, form.comment.data or "")


def _form(**options):
    form = MonthForm(**options)
    form.month.choices = [(f"{one:%Y-%m}", f"{one:%Y/%m}") for one in months_of(_first())]
    return form


def _people():
    return select(User).order_by(User.id)


def _first():
    """The first of the twelve months that the address asks for; this one, where it does not."""
    try:
        return later(dt.date.fromisoformat(f"{request.args.get('from', '')}-01"), 0)
    except ValueError:
        return later(clock.today(), 0)


def _all_of(person):
    return question_from(shaped(OPPORTUNITY), {"standing": "all", "owner_id.in": str(person.id)})


def _kept():
    first = _first()
    return {} if first == later(clock.today(), 0) else {"from": f"{first:%Y-%m}"}


def _months(person, form, status=200):
    first, sums = _first(), {}
    end = later(first, MONTHS)
    for one in commits(_all_of(person), first, end):
        said, judged = sums.get(one.month, (0, 0))
        sums[one.month] = said + one.said, judged + one.judged
    history = history_of_months(person.id, first, end)
    return page(
        "sales/judgements/show.html",
        fragment="sales/judgements/_months.html",
        status=status,
        person=person,
        months=[(one, *sums.get(one, (0, 0)), history.get(one, [])) for one in months_of(first)],
        form=form,
        kept=_kept(),
    )
