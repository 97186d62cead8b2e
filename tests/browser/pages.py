"""What people do at a screen, in their words, and what every page they see owes them."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.cast import PASSWORD

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{30,}")
REFUSED = ("status of 422", "status of 409")
SHOTS = os.environ.get("CHOBA_SHOTS")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIGURE = r"(?<![\w.,/-])%s(?![\w,/-])"  # not inside an id or a token
TIDY = "document.querySelectorAll('[style=\"\"]').forEach((one) => one.removeAttribute('style'))"
seen_by_axe = set()
expect.set_options(timeout=20_000)


class Desk:
    """One browser window. Every page it comes to is checked; what is wrong fails the test there."""

    def __init__(self, page, installation, person=None):
        self.page, self.installation, self.person = page, installation, person
        self.wrong, self.offline = [], False
        self.under_way = set()
        page.on("request", self._asked)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)
        page.on("response", lambda got: got.headers.get("hx-redirect") and self.under_way.add("a redirect"))
        page.on("framenavigated", lambda _: self.under_way.discard("a redirect"))
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", self._heard)
        page.on("response", lambda got: got.status >= 500 and self.wrong.append(f"{got.status} {got.url}"))
        page.on("dialog", lambda question: question.accept())

    # ------------------------------------------------------------------------------- going

    def sign_in(self, password=PASSWORD):
        """Through the sign-in page, to the first page of the own company."""
        self.visit("/sign-in")
        self.type("メールアドレス", self.person.email).type("パスワード", password).press("サインイン")
        self.page.wait_for_url(f"**/{self.person.tenant}/**")
        return self.checked()

    def visit(self, path):
        """An address; without a leading company when it starts with `~`."""
        if path.startswith("~"):
            path = f"/{self.person.tenant}{path[1:]}"
        self.page.goto(path)
        return self.checked()

    def follow(self, name, **options):
        """A link, by its words."""
        before = self.page.url
        self.page.get_by_role("link", name=name, **options).first.click()
        self.page.wait_for_url(lambda url: url != before)
        return self.checked()

    def press(self, name, *, within=None, exact=True):
        """A button, by its words; answers may come as page or fragment."""
        (within or self.page.locator("body")).get_by_role("button", name=name, exact=exact).first.click()
        return self.settled()

    def confirm(self, name, button=None):
        """A button that asks first: press it, then the same words (or `button`) in the dialog."""
        self.press(name)
        dialog = self.page.locator("dialog:is(:modal, :popover-open)")
        dialog.get_by_role("button", name=button or name, exact=True).click()
        dialog.wait_for(state="hidden")
        return self.settled()

    # ------------------------------------------------------------------------------- filling in

    def type(self, label, text):
        """Text into a field, by its label."""
        self.page.get_by_label(label).first.fill(text)
        return self

    def choose(self, label, option):
        """An option of a select, by its words or their beginning (an example may follow)."""
        select = self.page.get_by_label(label).first
        words = select.locator("option").all_inner_texts()
        select.select_option(label=next(one for one in words if one.startswith(option)))
        return self

    def paste(self, selector, text):
        """A block from the clipboard."""
        self.page.locator(selector).click()
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")
        return self

    # ------------------------------------------------------------------------------- looking

    def reads(self, *texts):
        """Each text stands in the content of the page (waits for it)."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def never_reads(self, *texts):
        """None of the texts is anywhere in the page's source."""
        source = self.page.content()
        assert [
            text for text in texts if re.search(FIGURE % text if text[0].isdigit() else text, source)
        ] == []
        return self

    def reload_until(self, text, tries=100):
        """Load the page again until it says `text`: for what the worker or the clock does."""
        for _ in range(tries):
            if text in self.page.locator("main").inner_text():
                return self.checked()
            self.page.wait_for_timeout(300)
            self.page.reload()
        raise AssertionError(f"{text} never appeared at {self.page.url}\n{self.installation.logs()}")

    def settled(self):
        """Wait until nothing has been under way for a moment (answers swap in, or lead on to a page), then check."""
        quiet, rounds = 0, 0
        while quiet < 3:
            self.page.wait_for_timeout(60)
            quiet = 0 if self.under_way else quiet + 1
            rounds += 1
            assert rounds < 500, self.under_way
        return self.checked()

    def checked(self):
        """The page is without errors of scripts and of the content policy, fits its width, and can be used by all."""
        self.page.wait_for_load_state("load")
        self.page.locator("body").wait_for()
        assert self.wrong == [], (self.page.url, self.wrong, self.installation.logs())
        place = (self._place(), self.page.viewport_size["width"])
        assert self.page.locator("html").evaluate(OVERFLOW) <= 0, f"{place} is wider than its window"
        if place not in seen_by_axe:
            seen_by_axe.add(place)
            self._shot(place)
            self._usable(place)
        return self

    def _place(self):
        """The address without ids and company: one page of one kind is looked at closely once."""
        path = IDS.sub("…", self.page.url.partition("?")[0])
        return path.replace(f"/{self.person.tenant}/", "/~/", 1) if self.person else path

    def _usable(self, place):
        found = Axe().run(self.page).response["violations"]
        self.page.evaluate(
            TIDY
        )  # it leaves empty style attributes, which a swap would copy against the policy
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        said = [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in grave]
        assert said == [], (place, said)

    def _shot(self, place):
        if SHOTS:
            name = re.sub(r"\W+", "-", place[0].partition("://")[2].partition("/")[2])
            self.page.screenshot(path=Path(SHOTS) / f"{name or 'root'}-{place[1]}.png", full_page=True)

    def _asked(self, request):
        self.under_way.add(request)

    def _answered(self, request):
        self.under_way.discard(request)

    def _heard(self, said):
        if said.type != "error" or any(words in said.text for words in REFUSED):
            return
        if not self.offline:
            self.wrong.append(f"console: {said.text}")
