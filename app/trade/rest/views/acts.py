"""What is done in a deal as a whole: completing and cancelling it, messages; and what happened in it."""

from flask import request

from app.records.rest.views.family import of_programs
from app.records.rest.views.talking import once, reply, sent
from app.trade.deals.opening import complete, reopen
from app.trade.desk.cancelling import REASON, cancel
from app.trade.desk.operations import LONGEST, say
from app.trade.permissions import VIEW, WORK
from app.trade.rest.asking import EVENTS, events_asked
from app.trade.rest.happening import events_after
from app.trade.rest.reading import ids, read, text
from app.trade.rest.telling import deal_told
from app.trade.rest.views.reaching import again, in_deal, sent_if_any

bp = of_programs("rest_acts", __name__)
ONE = "/deals/<uuid:deal_id>"


@bp.post(f"{ONE}/completion")
@in_deal(WORK)
@once
def create_completion(entered):
    """The deal is done."""
    complete(entered)
    return reply(deal_told(again(entered)))


@bp.delete(f"{ONE}/completion")
@in_deal(WORK)
def delete_completion(entered):
    """It is not."""
    reopen(entered)
    return reply(deal_told(again(entered)))


@bp.post(f"{ONE}/cancellation")
@in_deal(WORK)
@once
def create_cancellation(entered):
    """The deal does not come about."""
    cancel(entered, read(sent_if_any(), {"reason": text(REASON)}).get("reason", ""))
    return reply(deal_told(again(entered)))


@bp.delete(f"{ONE}/cancellation")
@in_deal(WORK)
def delete_cancellation(entered):
    """It does after all."""
    reopen(entered)
    return reply(deal_told(again(entered)))


@bp.post(f"{ONE}/messages")
@in_deal(WORK)
@once
def create_message(entered):
    """A message to everybody, or to the seats in `to`."""
    values = read(sent(), {"text": text(LONGEST, empty=False), "to": ids}, ["text"])
    say(entered, values["text"], values.get("to"))
    return reply({}, 201)


@bp.get(f"{ONE}/events")
@in_deal(VIEW, *EVENTS)
def show_events(entered):
    """What happened since the event called `after`, in order."""
    after, most = events_asked(request.args)
    found, more = events_after(entered, after, most)
    return reply({"items": found, "next": found[-1]["id"] if found else after or None, "more": more})
