"""The official address of a page, which is its identity; pure text, no requests."""

from urllib.parse import urljoin, urlsplit, urlunsplit


def official_address(page: str, href: str, base_url: str) -> str | None:
    """The official address of a link found on the official address `page`, or None when it leaves the portal.

    `href` may be absolute, protocol-relative, root-relative or relative to the page's folder. Scheme and host are
    written as in `base_url`, so that http and https, with and without `www.` or `:80`, give one address.
    """
    try:
        parts = urlsplit(urljoin(page, href.strip()))
        port = parts.port
    except ValueError:
        return None
    base = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or port not in {None, 80, 443}:
        return None
    if _bare(parts.hostname) != _bare(base.hostname):
        return None
    return urlunsplit((base.scheme, base.netloc, parts.path or "/", parts.query, ""))


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")
