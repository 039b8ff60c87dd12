"""`facts.yml`: the one source of every number on the site."""

from helpdesk.facts.load import LoadedFacts, load_facts, parse_facts, read_facts
from helpdesk.facts.model import (
    DEFAULT_SITE_URL,
    Authentication,
    Facts,
    Login,
    Mail,
    MailServer,
    Protocol,
    Provider,
    Security,
    Service,
    SiteFacts,
    UserName,
)
from helpdesk.facts.problems import FactsError, Problem

__all__ = [
    "DEFAULT_SITE_URL",
    "Authentication",
    "Facts",
    "FactsError",
    "LoadedFacts",
    "Login",
    "Mail",
    "MailServer",
    "Problem",
    "Protocol",
    "Provider",
    "Security",
    "Service",
    "SiteFacts",
    "UserName",
    "load_facts",
    "parse_facts",
    "read_facts",
]
