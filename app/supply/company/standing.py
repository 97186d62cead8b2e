"""How this company stands on its documents."""

from app.access.tenants.queries import own_company
from app.exchange.bodies import Party
from app.kernel import context
from app.kernel.money import Rounding


def own_party():
    """Our name, numbers and address, with the present user as the contact."""
    company = own_company()
    return Party(
        name=company.name,
        registration_number=company.registration_number,
        postal_code=company.postal_code,
        address=company.address,
        phone=company.phone,
        contact=context.actor().name,
    )


def own_rounding():
    """How we round a fraction of a yen."""
    return Rounding(own_company().rounding)
