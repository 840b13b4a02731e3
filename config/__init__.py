"""Glue of the project: settings, urls, Celery, and the embedded servers.

Empty, so that an embedded server's keeper starts without loading Celery; settings.py loads it.
"""
