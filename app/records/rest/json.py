"""JSON with exact numbers, both ways."""

import datetime as dt
import json
from decimal import Decimal

import orjson

from app.kernel.clock import JST
from app.kernel.problems import Problem


def written(value):
    """Bytes of JSON: decimals exactly as they are, moments with Japan's offset."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)


def _plain(value):
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value.normalize(), "f"))
    if isinstance(value, dt.datetime):
        return value.astimezone(JST).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def read(body):
    """The value of a JSON body; fractions as Decimal. Raises Problem (400) with what is wrong.

    Refused too: a name that stands twice, NaN, half a surrogate pair, nesting beyond reason.
    """
    try:
        found = json.loads(
            body.decode("utf-8"), parse_float=_decimal, parse_constant=_refuse, object_pairs_hook=_once
        )
        json.dumps(found, ensure_ascii=False, default=str).encode("utf-8")
    except (ValueError, RecursionError, ArithmeticError) as cause:
        raise Problem(
            "The body is no valid JSON: %(why)s.", status=400, code="invalid_json", why=str(cause)[:200]
        ) from cause
    return found


def _decimal(text):
    found = Decimal(text)
    if not found.is_finite() or abs(found.adjusted()) > 40:
        raise ValueError(f"{text[:20]} is out of range")
    return found


def _refuse(text):
    raise ValueError(f"{text} is no number")


def _once(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return found
