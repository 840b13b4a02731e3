"""From bytes to rows: keeping pages, running crawls, reading pages into facts."""
