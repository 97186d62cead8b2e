"""What all bodies share."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """Base: frozen, and strict about unknown fields, so that nothing leaks by accident."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(Body):
    """A company as it stands on a document at that moment."""

    name: str
    registration_number: str | None = None
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""


class RatedTax(Body):
    """One row of the tax summary: rounding happened once for this row (procurement §6.4)."""

    tax_code: str
    rate: Decimal
    taxable: int
    tax: int
