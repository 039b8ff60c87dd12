"""A build in parallel that builds nothing twice.

    whole      the build as a whole, step by step: start reading here
    keys       what each page depends on, as one digest
    work       what one process does: make pages, write files
    pages      one finished page, and all that is read off it
    finishing  what needs the whole site: styles, search, files for machines
    output     the finished folder: only what changed is written
    progress   how a build goes, for people

The cache is `helpdesk.cache`, work is shared out by `helpdesk.processes`, articles are checked by
`helpdesk.checking.whole`. A page is rendered by a renderer that is handed in
(`scripts/mkdocs_pages.py`): this package knows no generator.
"""
