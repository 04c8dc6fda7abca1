"""Takes the frames of the desk's loop: a lead, its call, what came of it, the next call, with each key."""

from base64 import b64encode
from collections.abc import Sequence

from playwright.sync_api import Browser, Page, ViewportSize

from scripts.film import Frame, animated

FRAME_STANDS = 1800  # milliseconds
SETTLES = 600  # milliseconds until nothing moves any more
# Styles are set one by one: the page's policy lets no markup carry any.
CAPTION = """([key, does]) => {
    const style = (element, wanted) => Object.assign(element.style, wanted);
    const caption = Object.assign(document.createElement('div'), {id: 'caption'});
    style(caption, {position: 'fixed', right: '24px', bottom: "80px", zIndex: 99, padding: '10px 16px',
        borderRadius: '10px', background: '#101418', color: '#fff', font: '600 22px system-ui'});
    if (key) {
        const cap = Object.assign(document.createElement('kbd'), {textContent: key});
        style(cap, {background: '#fff', color: '#101418', borderRadius: '6px', padding: '2px 12px',
            marginRight: '10px', font: '700 26px system-ui'});
        caption.append(cap);
    }
    caption.append(does);
    document.body.append(caption);
}"""


def until_told(page: Page) -> list[bytes]:
    """Call until somebody answers; the frames of that call and of the next one's beginning."""
    for _ in range(15):
        page.wait_for_selector("body[data-view=preview]", timeout=60_000)
        page.wait_for_timeout(SETTLES)
        stills = [still(page, "F2", "appelle")]
        page.keyboard.press("F2")
        page.wait_for_selector("body[data-view=dialing]")
        stills.append(still(page, "", "ça sonne"))
        page.wait_for_selector("body:not([data-view=dialing])", timeout=60_000)
        if page.locator("body[data-view=connected]").count():
            return stills + conversation(page)
        if page.locator("body[data-view=wrapup]").count():
            page.keyboard.press("Digit1")
    raise RuntimeError("nobody answered in fifteen calls")


def conversation(page: Page) -> list[bytes]:
    """Somebody answers and refuses; one key hangs up, two say what it was, one calls the next."""
    page.wait_for_timeout(4 * SETTLES)
    stills = [still(page, "F8", "raccroche")]
    page.keyboard.press("F8")
    page.wait_for_selector("body[data-view=wrapup]")
    stills.append(still(page, "7", "refus"))
    page.keyboard.press("Digit7")
    page.wait_for_timeout(SETTLES)
    stills.append(still(page, "1", "pourquoi"))
    page.keyboard.press("Digit1")
    page.wait_for_selector("body[data-view=preview]")
    page.wait_for_timeout(SETTLES)
    stills.append(still(page, "F2", "appelle"))
    page.keyboard.press("F2")
    page.wait_for_selector("body[data-view=dialing]")
    return [*stills, still(page, "", "ça sonne")]


def still(page: Page, key: str, does: str) -> bytes:
    """What the window shows, with the key that is pressed next and what it does in a corner."""
    page.evaluate(CAPTION, [key, does])
    png = page.screenshot()
    page.evaluate("document.querySelector('#caption').remove()")
    return png


def film(stills: Sequence[bytes]) -> bytes:
    """The frames one after the other."""
    return animated([Frame(png, FRAME_STANDS) for png in stills])


def sheet(browser: Browser, stills: Sequence[bytes]) -> bytes:
    """All frames side by side, for whoever wants nothing to move."""
    page = browser.new_page(viewport=ViewportSize(width=1200, height=100))
    pictures = "".join(
        f'<img width="388" src="data:image/png;base64,{b64encode(png).decode()}">' for png in stills
    )
    page.set_content(f'<body style="margin:6px;font-size:0;background:#888">{pictures}</body>')
    page.add_style_tag(content="img { margin: 3px }")
    page.wait_for_function("[...document.images].every((each) => each.complete)")
    made = film([page.screenshot(full_page=True)])
    page.close()
    return made
