"""An editor's day: what is left to translate, new pages, new languages."""
