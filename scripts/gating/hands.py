"""Somebody who has a keyboard and no mouse, and notes whenever the next key would go to nobody."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.web.desk_browser import view

MOST_TABS = 400  # a plan's longest step has some three hundred stops


@dataclass
class Hands:
    """A page worked at by keyboard alone, and what got in the way."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def press(self, key: str, then: str = "") -> None:
        """Press a key; focus must then be somewhere."""
        self.page.keyboard.press(key)
        if then:
            view(self.page, then)
        if self.lost():
            self.faults.append(f"after {key} {then}".rstrip() + ": focus is nowhere")

    def lost(self) -> bool:
        """Whether the next key would go to nobody."""
        found: bool = self.page.evaluate("document.activeElement === document.body")
        return found

    def go_to(self, selector: str) -> None:
        """Press Tab until something is focused; broken off when it can't be reached."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector}: not reached by {MOST_TABS} times Tab on {self.page.url}")

    def type(self, selector: str, text: str) -> None:
        """Go to a field and type into it."""
        self.go_to(selector)
        self.page.keyboard.type(text)

    def tick(self, selector: str) -> None:
        """Go to a box or a choice and take it."""
        self.go_to(selector)
        self.press("Space")

    def tick_all(self, selector: str) -> None:
        """Take every box of a kind, in their order."""
        for number in range(self.page.locator(selector).count()):
            self.tick(f"{selector}:not(:checked)")
            if self.page.locator(f"{selector}:checked").count() != number + 1:
                self.faults.append(f"{selector}: Space did not take number {number + 1}")

    def choose_file(self, selector: str, file: Path) -> None:
        """Open the chooser of a file field, and take a file."""
        # The browser is told to hand choosers over without an answer being waited for: told on the
        # way there, it knows by the time the key is pressed.
        self.page.on("filechooser", lambda _chooser: None)
        self.go_to(selector)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)
        if self.lost():
            self.faults.append(f"after a file for {selector}: focus is nowhere")

    def open(self, selector: str) -> None:
        """Go to a link or button and press it, and wait for the page that comes."""
        self.go_to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
