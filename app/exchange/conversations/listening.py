"""Both sides' door for messages: whoever shares a case may write in it, also after its deadline."""

from app.exchange.conversations import talking
from app.exchange.gates import gate, projection


@gate("chat", "buyer")
@gate("chat", "supplier")
def check_message(case, envelope, body):
    """A case that exists on both sides is enough; an empty message needs a file."""
    talking.check_message(envelope, body)


projection("chat", "buyer")(talking.tell_of_message)
projection("chat", "supplier")(talking.tell_of_message)
