"""The rules: each takes what was read and returns findings."""
