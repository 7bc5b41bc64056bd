"""A witness beside each browser window: what went wrong in it, whichever test was looking elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

REMARK = "the server responded with a status of"  # of the browser on our 404 and 422; statuses are judged below


@dataclass
class Witness:
    """Notes console errors (a broken content policy is one), scripts that threw, foreign requests, our own 5xx.

    A test that means to see a status says so: ``witness.expected.add(500)``.
    """

    home: str
    wrong: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        """Look at everything that happens in ``context`` from now on."""
        context.on("console", self._heard)
        context.on("weberror", self._threw)
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and REMARK not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _threw(self, error: WebError) -> None:
        self.wrong.append(f"script: {error.error}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.wrong.append(f"foreign request: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status in self.expected:
            return
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.wrong.append(f"{response.status}: {response.url}")
