"""Refusals. A verb raises one of these; the edge (form, page, job) decides how the reader meets it."""


class ChobaError(Exception):
    """Base of everything that Choba refuses on purpose."""


class Rejected(ChobaError):
    """A business rule said no: 422 on a page, an error beside `field` on a form.

    `message` is an English msgid that may hold `%(name)s` placeholders; `values` fill them when it is shown.
    `field` is the form field at fault, or None for the whole.
    """

    def __init__(self, message, field=None, **values):
        super().__init__(message)
        self.message, self.field, self.values = message, field, values

    def __str__(self):
        """The sentence in the reader's language."""
        from app.kernel.i18n import translate  # noqa: PLC0415 -- circular: i18n needs nothing, errors are leaves

        return translate(self.message, **self.values)


class Unreadable(Rejected, ValueError):
    """Text that does not say what it should: a date, an amount, a number with a check digit."""


class Conflict(Rejected):
    """Somebody else moved the record first (`UPDATE … WHERE version` found no row): 409."""


class Missing(ChobaError):
    """Not within reach: it does not exist, or not for this reader. 404, and the two look the same."""


class Forbidden(ChobaError):
    """Within reach, but this person may not do it: 403. `permission` names what is missing."""

    def __init__(self, permission=None):
        super().__init__(permission)
        self.permission = permission


class NoTenant(ChobaError):
    """Tenant-owned rows were asked for outside a tenant. Always a programming error."""


class Transient(ChobaError):
    """The outside failed in a way that may pass (timeout, 429, 5xx): a job tries again later."""


class Permanent(ChobaError):
    """The outside refused for good (4xx, bad data): a job is marked failed and not retried."""
