"""The published site as a stranger sees it: from its address, or from the folder to publish.

One `Source` answers for an address, another for a folder; the checks do not know which. A folder
answers as page hosts do (`_headers`, packed twins, error pages): what only a server knows is left
out there.
"""

from helpdesk.stranger.answer import Answer, Source
from helpdesk.stranger.check import Report, publish_check
from helpdesk.stranger.folder import Folder
from helpdesk.stranger.web import Web

__all__ = ["Answer", "Folder", "Report", "Source", "Web", "publish_check"]
