"""Naming: which camp a vendor belongs to, what a project is about, where it is. Pure; rules are data."""
