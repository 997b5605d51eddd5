"""Recorded pages; flows/recorded.py says what a case is."""

from flows.recorded import PAGES, Case, cases

__all__ = ["PAGES", "Case", "cases"]
