"""What was worked out before is kept on disk, under the digest of all that it depends on."""

from helpdesk.cache.digests import code_key, contents, digest
from helpdesk.cache.memory import FOLDER, Memory
from helpdesk.cache.store import CacheError, Entry, Store, tell_unusable

__all__ = [
    "FOLDER",
    "CacheError",
    "Entry",
    "Memory",
    "Store",
    "code_key",
    "contents",
    "digest",
    "tell_unusable",
]
