"""What is shown of a person to those who may not see everything (ec.md §4.15)."""

from dataclasses import replace

HIDDEN = "*"


def masked(person):
    """A person of whom only the first letter of the name, prefecture, city and the last four digits are left."""
    return replace(
        person,
        family=_first(person.family),
        given=_first(person.given),
        family_kana="",
        given_kana="",
        company=_first(person.company),
        department="",
        postal=person.postal[:3] + HIDDEN * 4 if person.postal else "",
        street=HIDDEN * 4 if person.street else "",
        building="",
        phone=masked_phone(person.phone),
        mail=masked_mail(person.mail),
    )


def masked_phone(phone):
    """A telephone number with its last four digits alone."""
    return HIDDEN * 4 + phone[-4:] if len(phone) > 4 else HIDDEN * len(phone)


def masked_mail(mail):
    """A mail address with its first letter and its domain alone."""
    name, at, domain = mail.partition("@")
    return f"{name[:1]}{HIDDEN * 3}{at}{domain}" if at else _first(mail)


def _first(text):
    return text[:1] + HIDDEN * 2 if text else ""
