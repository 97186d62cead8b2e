"""A person or firm with an address, as labels and papers need them."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Everything as written by the shop, trimmed. Nothing here is ever logged or noted in the audit trail.

    `family` holds the whole name when it cannot be split; kana are full-width. `postal` is seven digits or what was
    written instead. `street` is 町域 and 番地, `building` the rest. `phone` as written.
    """

    family: str = ""
    given: str = ""
    family_kana: str = ""
    given_kana: str = ""
    company: str = ""
    department: str = ""
    postal: str = ""
    prefecture: str = ""
    city: str = ""
    street: str = ""
    building: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def name(self):
        """Family and given name with one space."""
        return f"{self.family} {self.given}".strip()

    @property
    def kana(self):
        """The reading with one space."""
        return f"{self.family_kana} {self.given_kana}".strip()

    @property
    def address(self):
        """The address in one line, without the postal code."""
        return f"{self.prefecture}{self.city}{self.street} {self.building}".strip()

    def __repr__(self):
        """Say nothing: a person in a traceback or a log line would be a leak."""
        return "Person(…)"


PERSON_FIELDS = tuple(field.name for field in dataclasses.fields(Person))
