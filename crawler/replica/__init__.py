"""A replica of the four portals on loopback: it knows how they serve notices, nothing of who fetches them."""
