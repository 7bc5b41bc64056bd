"""The facilitator's course: a few pages to read, and a check at the end."""

from peerloop.vetting.course.check import QUESTIONS
from peerloop.vetting.course.pages import PAGES
from peerloop.vetting.course.shape import Choice, Page, Question

__all__ = ["PAGES", "QUESTIONS", "Choice", "Page", "Question"]
