"""The two registries of companies, on loopback, with the quirks of their documents and of clients that met them.

法人番号システム Web-API: www.houjin-bangou.nta.go.jp/webapi (version 4: num, name; type 01 CSV Shift_JIS, 02 CSV
Unicode, 12 XML; ten numbers at once; 404 for an application id that is not known; letters outside of JIS as image ids;
everything in full width). gBizINFO: info.gbiz.go.jp/hojin/swagger-ui.html (v2), recorded answers and notes of public
clients: the text "Null" for nothing, 404 without a hit, 500 for a slash at the end, 401 for a wrong token.
"""

from xml.sax.saxutils import escape

from tests.peers.serving import Peer, Said

COLUMNS = (
    "sequenceNumber corporateNumber process correct updateDate changeDate name nameImageId kind prefectureName "
    "cityName streetNumber addressImageId prefectureCode cityCode postCode addressOutside addressOutsideImageId "
    "closeDate closeCause successorCorporateNumber changeCause assignmentDate latest enName enPrefectureName "
    "enCityName enAddressOutside furigana hihyoji"
).split()


def corporation(number, name, **more):
    """A row as the tax agency has it; what is not said is empty."""
    usual = {
        "process": "01", "correct": "0", "updateDate": "2026-11-20", "changeDate": "2015-10-05", "kind": "301",
        "prefectureName": "東京都", "cityName": "千代田区", "streetNumber": "丸の内１丁目２－３",
        "prefectureCode": "13",
        "cityCode": "101", "postCode": "1000005", "assignmentDate": "2015-10-05", "latest": "1", "hihyoji": "0",
    }  # fmt: skip
    return dict.fromkeys(COLUMNS, "") | usual | {"corporateNumber": number, "name": name} | more


class Houjin(Peer):
    """`rows` of `corporation`; `id` is the one application id it knows."""

    limits = {"num": (0.0, 1), "name": (0.0, 1)}

    def __init__(self, *rows, known="app-id-0001", **more):
        super().__init__(**more)
        self.rows, self.known, self.questions = list(rows), known, []

    def operation(self, request):
        return request.path.rpartition("/")[2]

    def answer(self, request):
        query = request.query
        self.questions.append(query)
        if query.get("id") != self.known or not request.path.startswith("/4/"):
            return Said(404, "")
        if query.get("type") not in ("01", "02", "12"):
            return Said(400, "052,リクエストパラメータが不正です")
        if request.operation == "num":
            wanted = query.get("number", "").split(",")
            if not 0 < len(wanted) <= 10 or any(len(one) != 13 for one in wanted):
                return Said(400, "051,法人番号が不正です")
            return self._said([one for one in self.rows if one["corporateNumber"] in wanted], query["type"])
        return self._said([one for one in self.rows if self._fits(one, query)], query["type"])

    def _fits(self, row, query):
        here = not query.get("address") or row["prefectureCode"] == query["address"][:2]
        name, words = row["name"], query["name"]
        found = words in name if query.get("mode") == "2" else name.startswith(words)
        return here and found and (query.get("close") == "1" or not row["closeDate"])

    def _said(self, rows, kind):
        if kind != "12":
            lines = [f"2026-11-26,{len(rows)},1,1"]
            lines += [",".join(f'"{row[one]}"' for one in COLUMNS) for row in rows]
            return Said(200, "\r\n".join(lines).encode("cp932" if kind == "01" else "utf-8"))
        head = f"<lastUpdateDate>2026-11-26</lastUpdateDate><count>{len(rows)}</count>"
        head += "<divideNumber>1</divideNumber><divideSize>1</divideSize>"
        inside = "".join(
            "<corporation>"
            + "".join(f"<{one}>{escape(row[one])}</{one}>" for one in COLUMNS)
            + "</corporation>"
            for row in rows
        )
        return Said(200, f'<?xml version="1.0" encoding="UTF-8"?><corporations>{head}{inside}</corporations>')


class Gbizinfo(Peer):
    """`infos` by number; `token` is the one it knows."""

    def __init__(self, infos, token="gbiz-token", **more):
        super().__init__(**more)
        self.infos, self.token = infos, token

    def operation(self, request):
        return "one" if request.path.rstrip("/") != "/hojin/v2/hojin" else "search"

    def answer(self, request):
        if request.headers.get("x-hojininfo-api-token") != self.token:
            return Said(401, {"errors": [{"message": "Unauthorized"}]})
        if request.path.endswith("/"):
            return Said(500, {"message": "Internal Server Error"})
        if request.operation == "one":
            found = [self.infos[one] for one in [request.path.rpartition("/")[2]] if one in self.infos]
        else:
            if not set(request.query) & {"name", "corporate_number", "prefecture"}:
                return Said(400, {"message": "a condition is needed"})
            found = [one for one in self.infos.values() if request.query.get("name", "") in one["name"]]
            found = found[: int(request.query.get("limit", "1000"))]
        return Said(200, {"hojin-infos": found}) if found else Said(404, {"hojin-infos": None})
