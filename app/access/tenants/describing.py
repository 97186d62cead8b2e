"""What a company says of itself: the name and numbers that stand on its documents."""

from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected, Unreadable
from app.kernel.money import Rounding
from app.kernel.registration import check_corporate_number, check_registration_number
from app.kernel.text import kana_reading
from app.platform.audit import changes_of, record


def change(company, *, version, by, **facts):
    """Change the company's facts. Raises Conflict when somebody saved in between, Rejected beside the field.

    Numbers are kept plain (13 digits; T and 13 digits) in whatever width they were typed. Documents that were
    issued keep what stood on them.
    """
    session.refresh(company, with_for_update=True)
    if company.version != version:
        raise Conflict("Somebody else has just changed the company's facts. Please reload the page.")
    for name, value in _checked(facts).items():
        setattr(company, name, value)
    changes = changes_of(company)
    if changes:
        company.version += 1
        record("company.changed", company, by=by, changes=changes)


def _checked(facts):
    checked = dict(facts)
    corporate = _read("corporate_number", facts["corporate_number"], check_corporate_number)
    registration = _read(
        "registration_number",
        facts["registration_number"],
        lambda typed: check_registration_number(typed, corporation=corporate is not None)[0],
    )
    if corporate and registration and registration[1:] != corporate:
        raise Rejected(
            "A corporation's registration number is T and its corporate number. Compare the two.",
            field="registration_number",
        )
    checked |= {"corporate_number": corporate, "registration_number": registration}
    checked["kana"] = _read("kana", facts["kana"], kana_reading) or ""
    if facts["rounding"] not in set(Rounding):
        raise Rejected("Please choose one of the offered values.", field="rounding")
    return checked


def _read(field, typed, reader):
    """What `reader` makes of the text, None for an empty one; its complaint goes to the field."""
    if not (typed or "").strip():
        return None
    try:
        return reader(typed)
    except Unreadable as trouble:
        raise Rejected(trouble.message, field=field, **trouble.values) from trouble
