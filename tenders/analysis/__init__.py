"""Numbers over awards: frames from the database, what counts and why not, credits, ratios and their intervals."""
