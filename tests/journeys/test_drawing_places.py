"""A trainer draws the right places of a question on its picture: mouse, finger and keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import writing
from tests.services.visiting import accessibility_faults, enter

pytestmark = pytest.mark.browser

# Of the demo: a drawing of 640 by 400 pixels.
DEMO = "tempat kertas pemantul sebaiknya"
PLACE = "rectangle 400,110;170,220"
DESK = {"width": 1280, "height": 900}
NEW = "Di mana letak bayangan?"


def open_form(page: Page) -> Locator:
    """Open the question of the demo with its one place; return the drawing over its picture."""
    enter(page, "pemateri")
    page.goto(f"/admin/snippets/cms/question/?q={DEMO}")
    page.locator("td.title a").first.click()
    drawing = page.locator("[data-places-drawing]")
    expect(drawing).to_be_visible()
    # What another test has drawn was kept as a draft by itself.
    page.fill("[name=spots]", PLACE)
    drawing.scroll_into_view_if_needed()
    return drawing


def typed(page: Page) -> list[str]:
    return page.locator("[name=spots]").input_value().splitlines()


def at(drawing: Locator, x: float, y: float) -> tuple[float, float]:
    """Return where a pixel of the picture stands on the screen."""
    box = drawing.bounding_box()
    return box["x"] + x * box["width"] / 640, box["y"] + y * box["height"] / 400


def drag(page: Page, drawing: Locator, start: tuple[int, int], end: tuple[int, int]) -> None:
    page.mouse.move(*at(drawing, *start))
    page.mouse.down()
    page.mouse.move(*at(drawing, *end), steps=5)
    page.mouse.up()


def numbers(line: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", line)]


def near(line: str, *wanted: int) -> bool:
    return all(abs(one - two) <= 2 for one, two in zip(numbers(line), wanted, strict=True))


def test_the_mouse_draws_moves_sizes_and_removes(device):
    page = device()
    page.set_viewport_size(DESK)
    drawing = open_form(page)
    assert typed(page) == [PLACE]
    drag(page, drawing, (40, 40), (140, 100))
    assert near(typed(page)[1], 40, 40, 100, 60)
    drag(page, drawing, (60, 50), (110, 150))
    assert near(typed(page)[1], 90, 140, 100, 60)
    drag(page, drawing, (190, 200), (230, 260))
    assert near(typed(page)[1], 90, 140, 140, 120)
    page.get_by_role("button", name="Gambar lingkaran").click()
    drag(page, drawing, (300, 60), (300, 90))
    assert typed(page)[2].startswith("circle")
    assert near(typed(page)[2], 300, 60, 30, 0)
    page.get_by_role("button", name="Hapus tempat 2").click()
    assert [line.split()[0] for line in typed(page)] == ["rectangle", "circle"]
    assert not accessibility_faults(page, {"type": "rule", "values": ["aria-allowed-role"]})


def test_the_keyboard_does_all_of_it(device):
    page = device()
    open_form(page)
    page.get_by_role("button", name="Gambar persegi panjang").focus()
    page.keyboard.press("Enter")
    left, top, width, height = numbers(typed(page)[1])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert numbers(typed(page)[1]) == [left + 6, top - 6, width + 6, height + 6]
    page.keyboard.press("Delete")
    assert typed(page) == [PLACE]
    # The place that is left has the focus.
    page.keyboard.press("Delete")
    assert typed(page) == []


def test_a_finger_scrolls_the_page_until_a_shape_is_chosen(device):
    page = device(has_touch=True, is_mobile=True)
    drawing = open_form(page)
    scrolls = "element => getComputedStyle(element).touchAction"
    assert drawing.evaluate(scrolls) == "auto"
    page.get_by_role("button", name="Gambar lingkaran").tap()
    assert drawing.evaluate(scrolls) == "none"
    x, y = at(drawing, 100, 100)
    touches = page.context.new_cdp_session(page)
    for kind, right in (("touchStart", 0), ("touchMove", 10), ("touchMove", 20), ("touchEnd", 0)):
        points = [] if kind == "touchEnd" else [{"x": x + right, "y": y}]
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert typed(page)[1].startswith("circle")
    assert drawing.evaluate(scrolls) == "auto"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_typed_is_drawn_and_what_cannot_be_read_stays(device):
    page = device()
    open_form(page)
    page.fill("[name=spots]", "lingkaran di tengah\ncircle 300,200;40,0")
    expect(page.locator(".place")).to_have_count(1)
    page.locator(".place").focus()
    page.keyboard.press("ArrowRight")
    assert typed(page) == ["lingkaran di tengah", "circle 306,200;40,0"]


def test_a_new_question_gets_its_picture_first_and_keeps_what_is_drawn(device):
    page = device()
    page.set_viewport_size(DESK)
    enter(page, "pemateri")
    course = writing.page_id(page, "Fotografi Produk")
    page.goto("/admin/snippets/cms/question/add/")
    page.locator("[name=course]").evaluate("(field, course) => (field.value = course)", course)
    page.fill("[name=slug]", "letak-bayangan")
    page.locator("[name=kind]").select_option("hotspot")
    page.fill("[name=text]", NEW)
    expect(page.get_by_text("Pilih dahulu gambar di atas")).to_be_visible()
    page.locator("#id_picture-chooser").get_by_role("button", name="Pilih").first.click()
    page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    drawing = page.locator("[data-places-drawing]")
    expect(drawing).to_be_visible()
    page.fill("[name=picture_alt]", "Botol di meja")
    page.get_by_role("button", name="Gambar persegi panjang").focus()
    page.keyboard.press("Enter")
    [drawn] = typed(page)
    writing.press(page, "footer button[type=submit]:not([name])")
    page.goto("/admin/snippets/cms/question/?q=letak")
    page.get_by_role("link", name=NEW).first.click()
    expect(page.locator("[name=spots]")).to_have_value(drawn)
    expect(page.locator(".place")).to_have_count(1)


def test_without_a_script_the_places_are_typed(device):
    page = device(java_script_enabled=False)
    enter(page, "pemateri")
    page.goto("/admin/snippets/cms/question/add/")
    expect(page.locator("[name=spots]")).to_be_visible()
    expect(page.locator("[data-places]")).to_be_hidden()
