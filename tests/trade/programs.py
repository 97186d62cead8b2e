"""Programs of the companies around a deal: each answer is what the OpenAPI document says, or the test fails."""

import re

import pytest
import schemathesis

NEW = {
    "name": "衣料 60 箱", "direction": "export", "load_type": "FCL", "brokered": True,
    "organisation": "SHIPPER", "business_type": "SH",
}  # fmt: skip
"""A deal as SHIPPER opens it."""
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class Trader:
    """`ask("POST", "/deals/…", {…}, If_Match=…)` as one company's program."""

    def __init__(self, program, described):
        self.program, self.described = program, described

    def __call__(self, method, path, json=None, **headers):
        """The answer, after it was compared with the description."""
        answer = self.program(method, path, json, **headers)
        operation = self._operation(method, path.partition("?")[0])
        if operation is not None and answer.is_json:
            operation.validate_response(schemathesis.Response.from_any(answer))
        return answer

    def ok(self, method, path, json=None, **headers):
        """The JSON of a success."""
        answer = self(method, path, json, **headers)
        assert answer.status_code in (200, 201), answer.get_json()
        return answer.get_json()

    def refused(self, method, path, json=None, **headers):
        """`(status, code, {field: code})` of a refusal."""
        answer = self(method, path, json, **headers)
        assert answer.mimetype == "application/problem+json", answer.get_json()
        told = answer.get_json()
        return answer.status_code, told["code"], {one["field"]: one["code"] for one in told["field_errors"]}

    def _operation(self, method, path):
        for template in self.described:
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and template.count("{") == len(
                ID.findall(path)
            ) + ("/versions/" in path):
                return self.described[template][method]
        return None


@pytest.fixture
def traders(program, trade):
    """`traders(code, *scopes)`: the Trader of an organisation."""
    known = []

    def made(code, *scopes):
        person = trade.people[code][0]
        ask = program(person, *scopes, tenant=person.tenant)
        if not known:
            document = ask("GET", "/openapi.json").get_json()
            known.append(schemathesis.openapi.from_dict(document))
        return Trader(ask, known[0])

    return made


@pytest.fixture
def shipper(traders):
    """The Trader of SHIPPER."""
    return traders("SHIPPER")
