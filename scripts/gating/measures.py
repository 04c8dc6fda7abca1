"""What is measured inside a page: axe, what sticks out, small targets, labels that don't fit, English left."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from scripts.gating.reviewed import REVIEWED

SMALLEST, SMALLEST_OF_A_CALL = 24, 44  # CSS pixels; WCAG 2.2, 2.5.8, and the design's own for calls
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What the bar at the bottom covers until the page is scrolled is no fault; it is judged at the other width.
AXE = """async ([tags, reviewed, left]) => {
    const rules = Object.fromEntries(left.map((rule) => [rule, {enabled: false}]));
    const asked = {runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations', 'incomplete'], preload: false};
    const found = await axe.run(document, asked);
    const menus = left.length ? [] : [...document.querySelectorAll('details.menu')].filter((each) => each.checkVisibility());
    for (const menu of menus) {
        menu.open = true;
        found.violations.push(...(await axe.run(menu, asked)).violations);
        menu.open = false;
    }
    const keys = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey || '');
    const covered = (node) => node.any.some((check) => check.data?.messageKey === 'partiallyObscured');
    const bar = [...document.querySelectorAll('.topnav')].find((each) => getComputedStyle(each).position === 'fixed');
    const beneath = (node) => {
        const place = bar && document.querySelector(node.target[0]);
        return Boolean(place && !bar.contains(place) && place.getBoundingClientRect().bottom > bar.getBoundingClientRect().top);
    };
    const known = (rule, node) => keys(node).every((key) => reviewed.some((one) =>
        one.rule === rule.id && one.reason === key && document.querySelector(node.target[0])?.matches(one.place)));
    const told = (rule, node) => `${rule.id}: ${node.html.slice(0, 200)}`;
    return {
        violations: found.violations.flatMap((rule) => rule.nodes.filter((node) => !covered(node)).map((node) => told(rule, node))),
        undecided: found.incomplete.flatMap((rule) => rule.nodes.filter((node) => !beneath(node) && !known(rule, node))
            .map((node) => `${told(rule, node)} (${keys(node).join(', ') || 'no reason'}) at ${node.target.join(' ')}`)),
    };
}"""
# A part that scrolls or cuts by itself hides what is wider than it from the window's own measure. Only
# what says that it scrolls sideways may (axe sees to its keys), and what cuts with three dots.
CUT_OFF = """() => {
    const width = document.documentElement.clientWidth, all = document.documentElement.scrollWidth;
    const named = (each) => each.tagName.toLowerCase() + (each.id ? '#' + each.id : '')
        + [...each.classList].map((one) => '.' + one).join('');
    const inner = (found) => found.filter((each) => !found.some((other) => other !== each && each.contains(other)))
        .slice(0, 3).map(named).join(', ');
    const beyond = (part, edge) => [...part.querySelectorAll('*')]
        .filter((each) => each.getBoundingClientRect().right > edge + 1 && !each.parentElement.closest('.scroll'));
    const sideways = '.scroll, .pipeline, textarea, input, select, pre';
    const seen = [...document.body.querySelectorAll('*')].filter((each) => each.checkVisibility({visibilityProperty: true})
        && each.clientWidth > 1 && !each.closest('svg, .hidden-visually') && !each.matches(sideways));
    const cuts = seen.flatMap((each) => {
        const {overflowX, overflowY, textOverflow} = getComputedStyle(each);
        const wide = overflowX !== 'visible' && textOverflow !== 'ellipsis' && each.scrollWidth > each.clientWidth + 1;
        const high = ['hidden', 'clip'].includes(overflowY) && textOverflow !== 'ellipsis' && each.scrollHeight > each.clientHeight + 2;
        const edge = each.getBoundingClientRect().left + each.clientLeft + each.clientWidth;
        return [
            ...(wide ? [`${each.scrollWidth} of ${each.clientWidth} px in ${named(each)}: ${inner(beyond(each, edge))}`] : []),
            ...(high ? [`${each.scrollHeight} of ${each.clientHeight} px high in ${named(each)}`] : []),
        ];
    });
    return all <= width ? cuts : [`${all} of ${width} px: ${inner(beyond(document.body, width))}`, ...cuts];
}"""
SMALL = """([least, ofCalls]) => {
    const calls = '[data-do=call], [data-do=hangup], [data-do=mute], [data-do=resume], .key[data-digit]';
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]';
    const inText = (each) => getComputedStyle(each).display === 'inline'
        && each.parentElement.textContent.trim().length > each.textContent.trim().length;
    const box = (each) => {
        const label = each.matches('[type=checkbox], [type=radio]') && each.labels[0];
        const own = each.getBoundingClientRect(), its = label && label.getBoundingClientRect();
        return label && its.height >= own.height ? its : own;
    };
    return [...document.querySelectorAll(all)].flatMap((each) => {
        if (!each.checkVisibility({visibilityProperty: true}) || each.closest('.hidden-visually, .skip')) return [];
        const {width, height} = box(each), need = each.matches(calls) ? ofCalls : least;
        if (width === 0 || inText(each) || Math.min(width, height) >= need - .5) return [];
        return [`${Math.round(width)} x ${Math.round(height)} px of ${need}: ${each.outerHTML.slice(0, 160)}`];
    });
}"""
LENGTHEN = """() => {
    const labels = 'button, .button, label, legend, th, summary, nav a, .status, .key span, dt';
    for (const each of document.querySelectorAll(labels)) {
        const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode, long = node.data.trim().length;
            if (long < 2 || node.parentElement.closest('kbd, svg, .hidden-visually') || node.long) continue;
            const more = 'élargissements '.repeat(9).slice(0, Math.ceil(long * .35)).replace(/(.{7})/g, '$1\\u200b');
            node.data = `${node.data.trimEnd()}${more}`;
            node.long = true;
        }
    }
}"""
NOT_FITTING = """() => [...document.querySelectorAll('button, .button, .key, .status, nav a, .figure')]
    .filter((each) => each.checkVisibility() && each.clientWidth > 0 && !each.closest('.hidden-visually, .scroll')
        && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 2)
        && getComputedStyle(each).overflow !== 'auto')
    .map((each) => `${each.scrollWidth} x ${each.scrollHeight} in ${each.clientWidth} x ${each.clientHeight} px: ${each.outerHTML.slice(0, 160)}`)"""
ENGLISH = """(known) => {
    const all = new Set(known), found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const ours = (node) => node.parentElement.closest('[lang]')?.lang === 'fr' && !node.parentElement.closest('script, textarea, pre, code, select');
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim().replace(/\\s+/g, ' ');
        if (all.has(text) && ours(walker.currentNode)) found.add(text);
    }
    return [...found];
}"""
# A menu lies over what is below it: it is judged by itself, opened for as long.
UNFOLD = (
    "for (const each of document.querySelectorAll('main.page details:not(.menu)')) each.open = true"
)
TEXT_TWICE = "document.documentElement.style.fontSize = '200%'"
TEXT_ONCE = "document.documentElement.style.fontSize = ''"

_axe = Axe()


def make_ready(page: Page) -> None:
    """Unfold what is folded, wait for what a page asks for by itself, and bring axe into it."""
    page.evaluate(UNFOLD)
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    page.evaluate(_axe.axe_script)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What axe says of a page: its violations, and what it could not decide and nobody has reviewed."""

    violations: tuple[str, ...]
    undecided: tuple[str, ...]


def judged(page: Page, left: Sequence[str] = ()) -> Judgement:
    """What axe finds on a page that was made ready, rule by rule but for those that are left out.

    A look that leaves some out also leaves out the menus, which are the same ones on every page.
    """
    found = page.evaluate(AXE, [TAGS, [asdict(each) for each in REVIEWED], list(left)])
    return Judgement(tuple(found["violations"]), tuple(found["undecided"]))


def cut_off(page: Page) -> tuple[str, ...]:
    """What is wider than the window or than the part it stands in, and what a part cuts off below."""
    return tuple(page.evaluate(CUT_OFF))


def small_targets(page: Page) -> tuple[str, ...]:
    """What can't be hit: links within a sentence are exempt, a box counts with its label."""
    return tuple(page.evaluate(SMALL, [SMALLEST, SMALLEST_OF_A_CALL]))


def not_fitting_longer(page: Page) -> tuple[str, ...]:
    """What no longer fits once every label is a third longer. The page stays lengthened."""
    page.evaluate(LENGTHEN)
    return (*cut_off(page), *page.evaluate(NOT_FITTING))


def english_left(page: Page, sentences: Sequence[str]) -> tuple[str, ...]:
    """English sentences of ours that a French page shows as they are."""
    return tuple(page.evaluate(ENGLISH, list(sentences)))


def at_twice_the_text(page: Page) -> tuple[str, ...]:
    """What sticks out of a window of 1280 px when text is twice as large."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(TEXT_TWICE)
    found = cut_off(page)
    page.evaluate(TEXT_ONCE)
    return found


def at_320(page: Page) -> tuple[str, ...]:
    """What sticks out of a window of 320 px."""
    page.set_viewport_size({"width": 320, "height": 568})
    return cut_off(page)


FILL = """(given) => {
    const names = Object.keys(given);
    const form = [...document.querySelectorAll('main form[method=post]')]
        .find((each) => names.every((name) => each.elements[name]));
    for (const name of names) form.elements[name].value = given[name];
    form.noValidate = true;
    (form.querySelector('[type=submit], button:not([type=button])') || form).click?.();
}"""


def send(page: Page, given: Mapping[str, Any]) -> None:
    """Type into the first form that has these fields, and send it."""
    with page.expect_navigation():
        page.evaluate(FILL, dict(given))
