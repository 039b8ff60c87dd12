"""The help centre's core: facts in, checked pages out. Never imports mkdocs (a test holds this)."""
