"""Saying something in a case."""

from app.exchange.answering.once import first_time
from app.exchange.bodies import ChatLine
from app.exchange.conversations.talking import check_words, mark_read
from app.exchange.posting import Draft, post
from app.platform import storage


def say_in(case, words, uploads=(), *, token=""):
    """Send a message with files (`[(stream, name)]`). Returns the envelope, None for a second click.

    Raises Rejected for an empty message or a file that cannot be taken.
    """
    if not first_time(case.id, token):
        return None
    check_words(words, uploads)
    files = [storage.keep(stream, name, subject=case, purpose="chat") for stream, name in uploads]
    envelope = post(Draft(case.id, ChatLine(text=words.strip()), number="", files=files))
    mark_read(case)
    return envelope
