"""Random requests made from the OpenAPI document, right and wrong ones, sent to the application in this process."""

from collections import Counter
from dataclasses import dataclass, field

import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tests.support.page_checker import start_afresh

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@dataclass
class Findings:
    """What came back: how many answers of each status, and what was wrong with which request."""

    statuses: Counter = field(default_factory=Counter)
    wrong: list = field(default_factory=list)

    @property
    def cases(self):
        """How many requests were sent."""
        return sum(self.statuses.values())


def explore(app, document, token, ids, each, *, same=True):
    """Send `each` requests to every operation, half of them made to be valid.

    The `same` requests every time, or others. `ids`: `{resource: id of a record}` of some, or `{name in the path: id}`;
    every second request goes there, whatever version it is at.
    """
    schema = schemathesis.openapi.from_dict(document)
    schema.app = afresh(app)
    found = Findings()
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _explore(operation, mode, token, ids, each // 2, found, same)
    return found


def afresh(app):
    """The application; before each request what the last one left in this process is forgotten."""

    def serve(environ, start_response):
        start_afresh()
        return app(environ, start_response)

    return serve


def _explore(operation, mode, token, ids, examples, found, same):
    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=same,
        phases=[Phase.generate],
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )

    @quiet
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        _aim(case, ids, found.cases)
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        found.statuses[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseException as wrong:  # a group of failures is no Exception
            if isinstance(wrong, KeyboardInterrupt):
                raise
            found.wrong.append(f"{operation.label} {answer.status_code}: {str(wrong)[:1500]}")

    send()


def _aim(case, ids, number):
    parameters = case.path_parameters or {}
    if number % 2 == 0 or not parameters:
        return
    for name in parameters:
        aimed = ids.get(case.operation.path.split("/")[1] if name == "record_id" else name)
        if aimed is not None:
            parameters[name] = str(aimed)
    (case.query or {}).pop("seat", None)
    if case.method.upper() != "GET":
        case.headers["If-Match"] = "*"
