"""Reading: the bytes of a page become a `ParsedNotice`. Pure: knows no database, no network, no vendor."""
