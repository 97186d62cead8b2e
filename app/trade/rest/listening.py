"""Deals are offered to programs: their scopes, their part of the description, their page of the documentation."""

from app.kernel.i18n import _l
from app.records.rest.offering import Offer, offer
from app.trade.permissions import VIEW, WORK
from app.trade.rest.examples import examples
from app.trade.rest.openapi import TAG, described

DEALS = offer(Offer("deal", TAG, _l("Deals"), VIEW, WORK, described, examples))
