"""One visit of a page with a cold cache: what came over the wire, and what the browser noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from browser.pages import watch

MOST_WAITS = 200

# Runs before anything of the page: what the policy stops, and what moves.
NOTE = """
window.__policy = [];
window.__shift = 0;
document.addEventListener("securitypolicyviolation", (event) => {
  window.__policy.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.__shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""
SETTLED = "() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))"


@dataclass
class Wire:
    """Every request of a page: bytes (headers and body, as packed) and when it was begun."""

    urls: dict[str, str] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    loaded: float = float("inf")

    @classmethod
    def of(cls, page: Page) -> Self:
        """Listen to a page, whose cache is off from now on."""
        wire = cls()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Page.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.requestWillBeSent", wire._begin)
        session.on("Network.loadingFinished", wire._end)
        session.on("Network.loadingFailed", wire._fail)
        session.on("Page.loadEventFired", wire._load)
        return wire

    def _begin(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]
        self.begun[event["requestId"]] = event["timestamp"]

    def _end(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = int(event["encodedDataLength"])

    def _fail(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = 0

    def _load(self, event: dict[str, Any]) -> None:
        self.loaded = event["timestamp"]

    def forget(self) -> None:
        """Start anew, for the next page."""
        for noted in (self.urls, self.begun, self.bytes):
            noted.clear()
        self.loaded = float("inf")

    @property
    def is_quiet(self) -> bool:
        return self.begun.keys() == self.bytes.keys()

    def sizes(self, *, until: float = float("inf")) -> dict[str, int]:
        """What each address brought, of the requests begun by then."""
        return {
            self.urls[number]: self.bytes.get(number, 0)
            for number, begun in self.begun.items()
            if begun <= until
        }


@dataclass
class Visit:
    """A page that was opened and left alone."""

    url: str
    blocking: dict[str, int]
    until_load: dict[str, int]
    in_all: dict[str, int]
    shift: float
    trouble: list[str]

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.in_all if url.startswith("http")}


@contextmanager
def visiting(browser: Browser, *, patience: float = 0, **options: Any) -> Iterator[Any]:
    """Yield a function that opens an address in a tab with nothing in its cache.

    `patience` is how long, in milliseconds, a loaded page may go on asking for more.
    """
    context = browser.new_context(**options)
    context.add_init_script(NOTE)
    page = context.new_page()
    trouble: list[str] = []
    watch(page, trouble)
    wire = Wire.of(page)

    def visit(url: str) -> Visit:
        wire.forget()
        trouble.clear()
        page.goto(url)
        page.evaluate(SETTLED)
        page.wait_for_timeout(patience)
        for _ in range(MOST_WAITS):  # the answers to workers are never told
            if wire.is_quiet:
                break
            page.wait_for_timeout(10)
        blocking = {url, *page.evaluate(BLOCKING)}
        sizes = wire.sizes()
        return Visit(
            url,
            {one: size for one, size in sizes.items() if one in blocking},
            wire.sizes(until=wire.loaded),
            sizes,
            page.evaluate("window.__shift"),
            trouble + [f"policy: {stopped}" for stopped in page.evaluate("window.__policy")],
        )

    yield visit
    context.close()
