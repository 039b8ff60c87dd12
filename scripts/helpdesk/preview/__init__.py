"""A help centre in preview: each page as the files on disk have it now, in memory, on request.

    inputs     which files pages depend on, and which of them changed
    meaning    what a change means: page, language, everything
    centre     the help centre as it was last read, and its pages
    site       what stands at an address: pages, assets, search; what a browser is told
    bar        what is added to a page: findings, the reload; the page that says what is broken
    server     HTTP and server-sent events
    watching   says that some file was saved

A page is never stale, whatever the watcher misses: each request looks at the files first, and a
page is taken from memory only under the key that `building.keys` gives it now. The watcher only
wakes the open pages; each of them asks whether its own version is still the one on disk.
"""
