"""The way out: the help centre as plain Markdown, which another generator builds.

pages      one page: its Markdown with all markers expanded, and what templates put around it
zensical   a project for each language, with its configuration
"""
