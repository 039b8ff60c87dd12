"""A build in parallel that builds nothing twice.

    whole      the build as a whole, step by step: start reading here
    keys       what each page depends on, as one digest
    store      the cache: one SQLite file, content under keys
    processes  work shared out among as many processes as there are cores
    work       what one of them does: check articles, make pages, write files
    pages      one finished page, and all that is read off it
    finishing  what needs the whole site: styles, search, files for machines
    output     the finished folder: only what changed is written

A page is rendered by a renderer that is handed in (`scripts/mkdocs_pages.py`): this package knows
no generator.
"""
