"""Template filters; they live beside the admin, not in it, because Django loads them before any admin."""
