"""What a coordinator and a trainer do in the workspace during a journey."""

import datetime as dt
import re
from urllib.parse import quote
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.journeys.forms import follow, submit

HERE = ZoneInfo("Asia/Jakarta")
PHOTO_COURSE = "Fotografi Produk"
SESSION = "Tanya jawab"


def moment(**shift: float) -> str:
    """Return now, moved by `shift`, as an input for day and time takes it (WIB)."""
    return f"{dt.datetime.now(HERE) + dt.timedelta(**shift):%Y-%m-%dT%H:%M}"


def day(**shift: float) -> str:
    return moment(**shift)[:10]


def open_batch(
    page: Page,
    name: str,
    *,
    seats: int = 10,
    starts_in: int = -1,
    course: str = PHOTO_COURSE,
    mark: str = "70",
) -> str:
    """Make a public batch that takes applications; return its id.

    It teaches one course, all of it open at once, and started yesterday so that its
    required activities can be fixed.
    """
    page.goto("/kerja/angkatan/baru/")
    page.fill("[name=name]", name)
    page.fill("[name=applications_open_at]", moment(days=-3))
    page.fill("[name=applications_close_at]", moment(days=3))
    page.fill("[name=starts_on]", day(days=starts_in))
    page.fill("[name=ends_on]", day(days=30))
    page.fill("[name=seats]", str(seats))
    page.check("[name=mode][value=online]")
    submit(page, "form .actions button")
    batch = re.search(r"angkatan/([0-9a-f-]{36})/", page.url).group(1)
    page.get_by_label(course, exact=True).fill("1")
    page.fill("[name=minimum_mark]", mark)
    page.fill("[name=minimum_attendance]", "75")
    submit(page, "form .actions button")
    submit(page, "[name=publish]")
    return batch


def require_only(page: Page, batch: str, *titles: str) -> None:
    """Fix the required activities, then release all but `titles`, a button each."""
    page.goto(f"/kerja/angkatan/{batch}/aktivitas/")
    page.on("dialog", lambda dialog: dialog.accept())
    submit(page, "button[value=pin]")
    releases = page.locator("main button[value^=release]")
    keep = re.compile("|".join(re.escape(title) for title in titles))
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    released = releases.filter(has_not_text=keep).evaluate_all("all => all.map(one => one.value)")
    for action in released:
        # As the button does, without drawing the page anew each of forty times.
        form = {"csrfmiddlewaretoken": token, "action": action}
        assert page.request.post(page.url, form=form, max_redirects=0).status == 302
    page.reload()
    expect(releases).to_have_count(len(titles))


def decide(page: Page, batch: str, state: str, action: str) -> None:
    """Tick all applications of `batch` in `state` and take `action` on them, in one go."""
    page.goto(f"/kerja/angkatan/{batch}/pendaftaran/?state={state}")
    for tick in page.locator("main [name=selected]").all():
        tick.check()
    submit(page, f"[name=action][value={action}]")
    submit(page, "form.confirm .actions button")


def slip(page: Page, batch: str, name: str) -> str:
    """Print a new sign-in slip for `name` alone, of all in `batch`; return the PIN on it."""
    page.goto(f"/kerja/angkatan/{batch}/?q={quote(name)}")
    page.locator("main tr", has_text=name).locator("[name=selected]").check()
    submit(page, "[name=action][value=slips]")
    submit(page, "form.confirm .actions button")
    _username, pin = page.locator(".slip__secret").all_inner_texts()
    return pin


def plan_session(page: Page, batch: str) -> None:
    """Plan a session that goes on now."""
    page.goto(f"/kerja/angkatan/{batch}/sesi/baru/")
    page.fill("[name=title]", SESSION)
    page.fill("[name=starts_at]", moment(hours=-1))
    page.fill("[name=ends_at]", moment(hours=1))
    page.select_option("[name=mode]", "online")
    submit(page, "form .actions button")


def note_present(page: Page, batch: str, name: str) -> None:
    page.goto(f"/kerja/angkatan/{batch}/sesi/")
    follow(page.get_by_role("link", name=SESSION))
    page.get_by_label(f"{name}: hadir").check()
    submit(page, ".actions button")


def open_next_hand_in(page: Page) -> None:
    """Open the oldest hand-in that nobody else has in hand (the first row may be in a hand)."""
    page.goto("/kerja/ulasan/")
    submit(page, "button[data-key=n]")
    page.wait_for_url(re.compile(r"/ulasan/[0-9a-f-]{36}/"))


def review(page: Page, name: str, verdict: str, feedback: str) -> None:
    """Find the hand-in of `name` in the queue, look at it and decide."""
    page.goto(f"/kerja/ulasan/?q={quote(name)}")
    follow(page.get_by_role("link", name=name).first)
    for points in page.locator("ul.rubric input[type=number]").all():
        points.fill(points.get_attribute("max"))
    for levels in page.locator("ul.rubric [data-levels]").all():
        levels.locator("input").last.check()
    page.fill("[name=feedback]", feedback)
    submit(page, f"[name=verdict][value={verdict}]")


def requirements_met(page: Page, batch: str, name: str) -> list[bool]:
    """Return for each demand of the rule whether the page of `name` says that it is met."""
    page.goto(f"/kerja/angkatan/{batch}/")
    follow(page.get_by_role("link", name=name).first)
    page.wait_for_url("**/kerja/peserta/*/")
    items = page.locator("section[aria-labelledby=rule] li")
    return ["is-met" in (item.get_attribute("class") or "") for item in items.all()]


def choose_design(page: Page, batch: str) -> None:
    """Let the program's certificates use the first design there is."""
    page.goto(f"/kerja/angkatan/{batch}/sertifikat/")
    submit(page, "#design form button")


def issue(page: Page, batch: str, kind: str = "completion") -> None:
    """Issue for all who are ready, send at once; await the worker's last certificate."""
    page.goto(f"/kerja/angkatan/{batch}/sertifikat/?kind={kind}")
    submit(page, "form.actions button")
    if page.locator("[name=early_reason]").count():
        page.fill("[name=early_reason]", "Dicoba dalam pengujian.")
    page.check("[name=send_too]")
    submit(page, "form.confirm .actions button")
    page.locator("main a[href$='/cabut/']").first.wait_for(timeout=60_000)


def revoke(page: Page, batch: str, name: str) -> None:
    page.goto(f"/kerja/angkatan/{batch}/sertifikat/?tab=issued&q={quote(name)}")
    follow(page.locator("main a[href$='/cabut/']").first)
    page.fill("[name=reason]", "Dicoba dalam pengujian.")
    submit(page, "form.confirm .actions button")
