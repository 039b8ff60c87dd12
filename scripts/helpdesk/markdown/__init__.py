"""Markdown pages as data: front matter, headings and sections, each with its place."""

from helpdesk.markdown.front_matter import (
    FrontMatter,
    FrontMatterProblem,
    Kind,
    ParsedFrontMatter,
    parse_front_matter,
)
from helpdesk.markdown.sections import INTRODUCTION, Heading, Section, headings, sections

__all__ = [
    "INTRODUCTION",
    "FrontMatter",
    "FrontMatterProblem",
    "Heading",
    "Kind",
    "ParsedFrontMatter",
    "Section",
    "headings",
    "parse_front_matter",
    "sections",
]
