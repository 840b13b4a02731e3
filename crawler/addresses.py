"""Where an official address is fetched; pure text, no requests."""


def fetch_address(official: str, base_url: str, fetch_base: str) -> str:
    """Where an official address is fetched: the same path under `fetch_base`."""
    return fetch_base.rstrip("/") + official.removeprefix(base_url)
