"""送信時間帯: mails leave by day."""

import datetime as dt

from app.kernel import clock


def allowed_from(moment, quiet_from, quiet_until):
    """The first moment from `moment` on at which mails may leave. Hours of Japan; the same twice: any time."""
    local = moment.astimezone(clock.JST)
    if quiet_from == quiet_until or not _is_quiet(local.hour, quiet_from, quiet_until):
        return moment
    opens = local.replace(hour=quiet_until, minute=0, second=0, microsecond=0)
    if opens <= local:
        opens += dt.timedelta(days=1)
    return opens.astimezone(dt.UTC)


def _is_quiet(hour, quiet_from, quiet_until):
    if quiet_from < quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until
