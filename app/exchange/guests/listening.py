"""Posting to a partner without an account ends in a mail."""

from app.exchange.guests.telling import tell_guest
from app.exchange.posting import tell_guests_by

tell_guests_by(tell_guest)
