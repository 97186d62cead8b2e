"""Reading our answers."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.supply.quotes.model import IssuedQuote


def quotes_of(request):
    """Our answers to a request with their envelopes, newest first."""
    return session.scalars(
        select(IssuedQuote)
        .where(IssuedQuote.request_id == request.id)
        .options(joinedload(IssuedQuote.envelope))
        .order_by(IssuedQuote.response_no.desc(), IssuedQuote.id)
    ).all()


def quotes():
    """All answers of this company."""
    return select(IssuedQuote).options(joinedload(IssuedQuote.envelope), joinedload(IssuedQuote.request))
