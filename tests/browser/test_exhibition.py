"""After a fair: sixty cards (twelve from one photo) become leads by keyboard and the campaign says so; one by phone.

What stands on a card is read by a server made from Google's documentation: our own recogniser needs seconds for each.
"""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from bench._tables import photo
from tests.browser import cast
from tests.browser.exhibiting import FAIR, KEY, READ_BEFORE, drawn, read, says
from tests.peers.vision import Vision

pytestmark = pytest.mark.xdist_group("browser-exhibition")
BY_HAND = 3


def jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.fixture(scope="module")
def reader(installation):
    with Vision(key=KEY) as google:
        google.says = read
        installation.run(f"-m tests.browser.exhibiting {google.url}")
        yield google


def sheet():
    """The last twelve cards on a table."""
    lying = photo([drawn(one) for one in range(READ_BEFORE, 60)], tilt=8, columns=4, size=(1600, 1200))
    return {"name": "机.jpg", "mimeType": "image/jpeg", "buffer": jpeg(lying)}


@pytest.mark.timeout(300)
def test_sixty_cards_become_leads_of_the_campaign(at_desk, installation, reader):
    desk = at_desk(cast.SALESMAN).visit("~/cards").follow(FAIR)
    page = desk.page
    page.locator("#files").set_input_files([sheet()])
    desk.press("名刺を読み取る")
    expect(page.locator(".card-tile").filter(has_text="確認待ち")).to_have_count(60, timeout=60_000)
    desk.settled()
    batch = page.url
    desk.follow("名刺を確認する").reads("株式会社")
    for _card in range(BY_HAND):
        before = page.url
        page.keyboard.press("F2")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    desk.visit(batch).confirm(f"確実に読めた{60 - BY_HAND}枚を取り込む", "取り込む")
    expect(page.locator(".card-tile").filter(has_text="取込済み")).to_have_count(60, timeout=60_000)
    assert len(reader.pictures) == 60 - READ_BEFORE
    leads = "SELECT name, email FROM leads WHERE campaign_id = (SELECT id FROM campaigns WHERE name = %s) ORDER BY code"
    found = installation.sql("yamada", leads, FAIR)
    assert {one for one, _mail in found} == {says(number)[2][0] for number in range(60)}
    assert len({mail for _name, mail in found}) == 60
    campaign = installation.sql("yamada", "SELECT id FROM campaigns")[0][0]
    desk.visit(f"~/campaigns/{campaign}").reads("60")
    expect(page.locator(".stat").filter(has_text="リード").first).to_contain_text("60")


@pytest.mark.timeout(90)
def test_a_card_is_photographed_and_registered_with_the_telephone(at_desk, installation, reader):
    desk = at_desk(cast.SALESMAN, phone=True).visit("~/cards/new")
    shot = {
        "name": "IMG_1.jpg",
        "mimeType": "image/jpeg",
        "buffer": jpeg(photo([drawn(61)], columns=1, size=(1200, 900))),
    }
    desk.page.locator("#photo").set_input_files([shot])
    desk.press("名刺を読み取る")
    expect(desk.page.locator(".card-tile").filter(has_text="確認待ち")).to_have_count(1, timeout=60_000)
    desk.settled().follow("名刺を確認する")
    desk.press("取り込む")
    desk.reads("取込済み")
    email = says(61)[4][0].removeprefix("Mail: ")
    assert installation.sql("yamada", "SELECT count(*) FROM persons WHERE email = %s", email) == [(1,)]


SIZE = """async () => {
  const [file] = document.querySelector("[name=files]").files;
  const picture = await createImageBitmap(file);
  return [picture.width, picture.height];
}"""


def test_a_photo_of_a_visit_is_made_smaller_and_upright_on_the_telephone(at_desk, installation):
    desk = at_desk(cast.SALESMAN, phone=True).visit("~/activities/results/new")
    noted = Image.Exif()
    noted[0x0112] = 6  # the camera was held upright
    shot = io.BytesIO()
    Image.effect_noise((3000, 2250), 90).convert("RGB").save(shot, "JPEG", quality=95, exif=noted)
    photo_of_it = {"name": "IMG_2.jpeg", "mimeType": "image/jpeg", "buffer": shot.getvalue()}
    desk.page.locator("[name=files]").set_input_files([photo_of_it])
    expect(desk.page.locator(".file-names")).to_contain_text("IMG_2.jpg")
    assert desk.page.evaluate(SIZE) == [1500, 2000]
