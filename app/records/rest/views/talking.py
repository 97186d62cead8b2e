"""Reading what programs send, and writing what they get."""

from functools import wraps

from flask import current_app, g, request

from app.kernel.problems import Problem
from app.records.rest import json
from app.records.rest.once import answered, done_before, fingerprint


def sent():
    """The value of the JSON body. Raises Problem for another media type or unreadable JSON."""
    usual = ("application/json", *(["application/merge-patch+json"] if request.method == "PATCH" else []))
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in usual or charset not in ("utf-8", "utf8"):
        raise Problem("Send application/json in UTF-8.", status=415, code="unsupported_media_type")
    return json.read(request.get_data())


def asked():
    """`{name: [texts]}` of the address."""
    return request.args.to_dict(flat=False)


def only(*names):
    """The arguments of the address, of which only `names` are known. Raises Problem (400) for others."""
    unknown = [name for name in request.args if name not in names]
    if unknown:
        raise Problem(
            "There is no parameter %(names)s.",
            status=400,
            code="unknown_parameter",
            names=", ".join(unknown)[:200],
        )
    return request.args


def reply(data, status=200, **headers):
    """A success."""
    body = b"" if data is None else json.written(data)
    answer = current_app.response_class(body, status, mimetype="application/json")
    answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return answer


def once(view):
    """With an Idempotency-Key the view does its work once; the second time its first answer is given again."""

    @wraps(view)
    def guarded(*args, **values):
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return view(*args, **values)
        mark = fingerprint(request.method, request.full_path, request.get_data())
        before = done_before(g.api_token.id, key, mark)
        if before is not None:
            again = current_app.response_class(before.body, before.status, mimetype="application/json")
            again.headers.update(before.headers | {"Idempotency-Replayed": "true"})
            return again
        made = view(*args, **values)
        kept = {name: made.headers[name] for name in ("ETag", "Location") if name in made.headers}
        answered(g.api_token.id, key, made.status_code, kept, made.get_data(as_text=True))
        return made

    return guarded
