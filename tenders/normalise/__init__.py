"""Text to value, one module per kind of value. Pure: knows no page and no database."""
