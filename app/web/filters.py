"""How values are written on a page: yen, quantities, dates, sizes, names, addresses."""

import zlib
from datetime import UTC
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote, urlencode

import jpholiday
from flask import g, has_app_context, request
from markupsafe import Markup

from app.kernel import clock
from app.kernel.i18n import _, language
from app.web import controls


def install(app):
    """Give the templates of `app` every filter of this module, and `here_with`."""
    named = (yen, qty, price, date, datetime, ago, filesize, truncate, truncate_middle, initials, tint, short_id,
             with_method, line_points)  # fmt: skip
    app.jinja_env.filters.update({one.__name__: one for one in (*named, *controls.FILTERS)})
    app.jinja_env.globals.update(here_with=here_with, whereabouts=whereabouts, table_cells=controls.cells)


register_filters = install

NEGATIVE = "▲"
_DAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_STEPS = ((60, 1), (3600, 60), (86400, 3600), (7 * 86400, 86400))
_SIZES = ("B", "kB", "MB", "GB", "TB")


def yen(amount):
    """`¥12,345`, negative `▲1,234` or as the company writes it (an integer of yen); nothing for None."""
    if amount is None:
        return ""
    return f"{negative_mark()}{-amount:,}" if amount < 0 else f"¥{amount:,}"


def negative_mark():
    """What stands before a negative figure: the company's choice, which is read with the user; ▲ for everybody else."""
    return getattr(g.get("user"), "negative", None) or NEGATIVE if has_app_context() else NEGATIVE


def qty(amount):
    """A quantity without needless zeros: `1,234.5`; nothing for None."""
    return "" if amount is None else _decimal(amount, least=0)


def price(amount):
    """A unit price in yen with two to four decimals, or none when it is whole: `12.50`, `1,200`."""
    if amount is None:
        return ""
    return _decimal(amount, least=0 if Decimal(amount) == int(amount) else 2)


def _decimal(amount, least):
    whole, _point, part = f"{abs(Decimal(amount)):,.4f}".partition(".")
    part = part.rstrip("0").ljust(least, "0")
    sign = negative_mark() if Decimal(amount) < 0 else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def date(day):
    """`2026/11/21(土)`, 祝 on public holidays; an instant counts as its day in Japan. Nothing for None."""
    if day is None:
        return ""
    if hasattr(day, "hour"):
        day = _in_japan(day).date()
    return _written(day, language())


@lru_cache(4096)
def _written(day, language):
    weekday = _DAYS[language][day.weekday()]
    holiday = "・祝" if language == "ja" and jpholiday.is_holiday(day) else ""
    return f"{day:%Y/%m/%d}({weekday}{holiday})"


def datetime(moment):
    """`2026/11/21(土) 14:05` in Japanese time; nothing for None. A naive instant is taken as UTC."""
    if moment is None:
        return ""
    return f"{date(moment)} {_in_japan(moment):%H:%M}"


def _in_japan(moment):
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(clock.JST)


def ago(moment):
    """`<time>` that says `5 minutes ago` while young (a week), the date after; exact on hover."""
    if moment is None:
        return ""
    aware = _in_japan(moment)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        aware.isoformat(timespec="seconds"), datetime(aware), _age(aware)
    )


def _age(moment):
    seconds = (clock.now() - moment).total_seconds()
    if not -60 < seconds < _STEPS[-1][0]:
        return datetime(moment) if seconds < 0 else date(moment)
    if seconds < _STEPS[0][0]:
        return _("just now")
    if seconds < _STEPS[1][0]:
        return _("%(n)d min ago", n=seconds // _STEPS[1][1])
    if seconds < _STEPS[2][0]:
        return _("%(n)d h ago", n=seconds // _STEPS[2][1])
    return _("%(n)d days ago", n=seconds // _STEPS[3][1])


def filesize(size):
    """Bytes for people, in steps of 1,000: `1.2 MB`; nothing for None."""
    if size is None:
        return ""
    step, amount = 0, float(size)
    while amount >= 1000 and step < len(_SIZES) - 1:
        step, amount = step + 1, amount / 1000
    return f"{amount:.0f} {_SIZES[step]}" if step == 0 or amount >= 100 else f"{amount:.1f} {_SIZES[step]}"


def truncate(text, length):
    """`text` with its end left out when longer than `length`, at the letter: Japanese has no blanks to break at."""
    text = "" if text is None else str(text)
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def truncate_middle(text, length=24):
    """`text` with its middle left out when longer than `length`; the whole on hover."""
    text = "" if text is None else str(text)
    if len(text) <= length:
        return text
    head = length // 2
    return Markup('<span title="{}">{}…{}</span>').format(text, text[:head], text[head - length + 1 :])


def initials(name):
    """One or two signs that stand for a person: the first of a Japanese name, `JS` of John Smith."""
    words = str(name).split()
    if not words:
        return "?"
    if words[0][0].isascii() and len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][0].upper()


def tint(name):
    """One of six avatar tints, always the same for the same name."""
    return zlib.crc32(str(name).encode()) % 6


def short_id(text):
    """Eight hexadecimal digits for an element id, always the same for the same text."""
    return f"{zlib.crc32(str(text).encode()):08x}"


def with_method(url, method=None):
    """The form action that reaches DELETE, PUT or PATCH from a plain form (`?_method=DELETE`)."""
    if not method or method.upper() in ("POST", "GET"):
        return url
    return f"{url}{'&' if '?' in url else '?'}_method={method.upper()}"


def here_with(**changes):
    """Path and query of this page with these query arguments changed; None takes one away.

    A page whose address is short for more says in `g.here` what it stands for.
    """
    query = {**(g.get("here") or request.args.to_dict(flat=False)), **changes}
    tail = urlencode({name: value for name, value in query.items() if value is not None}, doseq=True)
    return quote(request.script_root + request.path) + (f"?{tail}" if tail else "")


def whereabouts(shell, title):
    """Crumbs of a page that names none: company, the present entry of the rail, the page itself."""
    entries = [item for section in shell.menu for item in section["items"] if item["active"]]
    crumbs = [{"label": shell.tenant_name, "url": shell.home_url}] if shell.tenant_name else []
    crumbs += [{"label": entry["label"], "url": entry["url"]} for entry in entries[:1]]
    if not crumbs or crumbs[-1]["label"] != title:
        crumbs.append({"label": title, "url": None})
    return crumbs


def line_points(values, width, height):
    """`x,y x,y …` of a line through `values`, drawn into width × height with the highest value on top."""
    low, high = min(values), max(values)
    span, step = (high - low) or 1, width / (len(values) - 1)
    return " ".join(
        f"{i * step:.1f},{height - float(v - low) / float(span) * height:.1f}" for i, v in enumerate(values)
    )
