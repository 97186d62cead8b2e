"""What an organisation does with the documents of a deal, in its browser."""


class Desk:
    """The browser of an organisation, in one deal."""

    def __init__(self, client, trade, deal, code):
        person = trade.people[code][0]
        self.browser, self.slug = client(person), f"/{person.tenant}"
        self.here = f"{self.slug}/deals/{deal}/documents"

    def text(self, path="", status=200):
        answer = self.browser.get(path if path.startswith(self.slug) else f"{self.here}{path}")
        assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
        return answer.get_data(as_text=True)

    def post(self, path, given, page, status=303, **options):
        answer = self.browser.post_form(
            f"{self.here}{path}", given, form_page=f"{self.here}{page}", **options
        )
        assert answer.status_code == status, answer.get_data(as_text=True)[-6000:]
        return answer

    def make(self, kind, unit=""):
        made = self.post("", {"kind": kind, "unit": unit}, "/new").headers["Location"]
        return "/" + made.split("/documents/")[1].split("/")[0].split("?")[0]

    def etag(self, document):
        page = self.text(f"{document}/edit")
        return page.split('name="etag"')[1].split('value="')[1].split('"')[0]
