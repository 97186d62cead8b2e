"""The conversation of a case."""

from typing import Literal

from pydantic import Field

from app.exchange.bodies.base import Body


class ChatLine(Body):
    """One message of the case's conversation. Files travel with the envelope."""

    kind: Literal["chat"] = "chat"
    text: str = Field(max_length=4000)
