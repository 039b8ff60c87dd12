"""PUB: what `helpdesk publish-check` finds on the published site. It reports them itself."""

from __future__ import annotations

from typing import Final

from helpdesk.rules.base import Rule

NO_ANSWER: Final = Rule(
    "PUB01",
    "A page or file does not answer",
    """What the sitemap lists and what pages lead to is there, at its own address.

**Why.** Readers who follow a link or a search result would land on an error page.

Before: `GET /email/mailboxes/` → 404, or a redirect

After: 200. Publish the whole folder `site/`.""",
)

SITEMAP: Final = Rule(
    "PUB02",
    "The sitemap is missing, unreadable or not complete",
    """It lists every page that search engines may show, at the address of this site, and nothing
else: no error page, no thank-you page, no old address.

Before: a page that links lead to and that sitemap.xml does not name

After: the sitemap as `scripts/build` writes it.""",
)

MEDIA_TYPE: Final = Rule(
    "PUB03",
    "A file is sent with the wrong media type",
    """**Why.** Browsers told not to guess (`nosniff`) refuse styles and scripts of a wrong type,
and an iPhone does not offer to install a profile that is not sent as one.

Before: `mail-imap.mobileconfig` as `application/octet-stream`

After: the types of `helpdesk nginx`, or of `_headers`.""",
)

HEADER: Final = Rule(
    "PUB04",
    "A security header is missing or says something else than the policy",
    """One policy is stated by the pages, by `_headers` and by `helpdesk nginx`.

**Why.** A proxy or a default of the host can drop a header, or send another one beside it.

Before: no `X-Content-Type-Options`

After: `X-Content-Type-Options: nosniff`""",
)

NOT_PACKED: Final = Rule(
    "PUB05",
    "A text is sent without compression",
    """**Why.** On a slow connection the first page takes about four times as long.

Before: `site.css` with 40 KB, no `Content-Encoding`

After: gzip or br: `helpdesk compress` packs the files, `helpdesk nginx` sends them.""",
)

ERROR_PAGE: Final = Rule(
    "PUB06",
    "A wrong address is not answered with the error page of its language",
    """Below `nl/` readers get the Dutch error page, with the status 404.

**Why.** With 200, search engines list it; in another language, readers are lost.

Before: `/nl/no-such-page/` → the French page, or the home page with 200

After: 404 and `nl/404.html`.""",
)

CLIENT_FILE: Final = Rule(
    "PUB07",
    "A file that sets up mail apps is missing or out of date",
    """Autoconfig at both of its addresses, and the profiles, say what facts.yml says.

**Why.** Apps set themselves up with it: nobody reads it, so nobody would see that it is wrong.

Before: `mail/config-v1.1.xml` of the build before the server changed

After: build and publish again.""",
)

FOREIGN: Final = Rule(
    "PUB08",
    "A page loads something without encryption or from another site",
    """**Why.** Browsers block it (mixed content, content security policy), and the privacy page
says that nothing comes from elsewhere.

Before: `<img src="http://pictures.example/a.png">`

After: a file of this site.""",
)

CACHE: Final = Rule(
    "PUB09",
    "A file is kept too long, or not long enough",
    """A file with a hash in its name may be kept for a year; a page is asked for anew.

**Why.** A page that is kept shows the old port for as long; a style that is not kept is loaded with
every page.

Before: a page with `Cache-Control: max-age=86400`

After: `no-cache` for pages, `max-age=31536000, immutable` for hashed files.""",
)

CERTIFICATE: Final = Rule(
    "PUB10",
    "The certificate is not valid, or expires soon",
    """Certificates that renew themselves do so a month before the end: two weeks means it failed.

Before: expired yesterday

After: renewed, with the whole chain.""",
)

ADDRESS: Final = Rule(
    "PUB11",
    "The site is built for another address",
    """Canonical addresses, the sitemap and QR codes name `site.url` (or `SITE_URL`).

**Why.** Search engines would list that address instead of this one.

Before: `site.url: https://help.example.org/` on help.your-host.example

After: `SITE_URL=https://help.your-host.example/ scripts/build`""",
)

OLD_ADDRESS: Final = Rule(
    "PUB12",
    "An old address does not lead to its page",
    """What a page names in `redirect_from` is answered with 301 to that page; on hosts without
redirects, with a page that leads on.

Before: `/index.php?rp=/knowledgebase/5/imap.html` → 404

After: the configuration that `helpdesk nginx` prints now.""",
)

RULES: Final = (
    NO_ANSWER,
    SITEMAP,
    MEDIA_TYPE,
    HEADER,
    NOT_PACKED,
    ERROR_PAGE,
    CLIENT_FILE,
    FOREIGN,
    CACHE,
    CERTIFICATE,
    ADDRESS,
    OLD_ADDRESS,
)
