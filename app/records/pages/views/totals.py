"""The foot of a list."""

from app.kernel.i18n import translate


def foot_of(columns, sums=None):
    """One text for each column: its sum as the column writes amounts; None when no column is added up.

    Before the sums are known the row is there already, so that nothing moves when they come.
    """
    if not any(one.summed for one in columns):
        return None
    said = [one.show(sums[one.name]) if sums and sums.get(one.name) is not None else "" for one in columns]
    first = 1 if columns[0].shape == "check" else 0
    return [*said[:first], said[first] or translate("Total"), *said[first + 1 :]]
