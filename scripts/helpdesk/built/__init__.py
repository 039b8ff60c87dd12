"""The built site, read back: does it say what the facts say, and does every link lead somewhere."""

from helpdesk.built.check import check_site
from helpdesk.built.site import BuiltPage, BuiltSite, load_site

__all__ = ["BuiltPage", "BuiltSite", "check_site", "load_site"]
