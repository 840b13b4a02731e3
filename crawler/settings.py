"""Scrapy's settings: politeness first, each value with its reason. Per-source values: crawler.politeness."""

import logging
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django's settings exist only after setup

BOT_NAME = "tenders"
SPIDER_MODULES = ["crawler.spiders"]

# Politeness

# who we are and how to reach us, so that an operator can complain before blocking
USER_AGENT = f"tenders-crawler/0.1 (public procurement notices; +{settings.CRAWLER_CONTACT or 'no contact set'})"
# no source has a robots.txt today (404 = no rule); a later one is honoured
ROBOTSTXT_OBEY = True
# a drawn delay may fall to half of the declared one, so it is not drawn
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_MAX_DELAY = 60.0
DOWNLOAD_TIMEOUT = 30
# the longest notices are some 2 MB of HTML; default 1 GB
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
# on ccgp a third of the answers can be 502, by the CDN node; connections flap; 429 is a refusal and not retried
RETRY_TIMES = 5
RETRY_HTTP_CODES = [408, 500, 502, 503, 504, 522, 524]
REDIRECT_MAX_TIMES = 3
# the portals set bot-detection cookies; we are one and say so
COOKIES_ENABLED = False

# Work

# the default of 100 makes a hundred tasks for every answer; a page is one item
CONCURRENT_ITEMS = 1

ITEM_PIPELINES = {"crawler.pipelines.HandOver": 300}
EXTENSIONS = {"crawler.extensions.CrawlRecord": 100}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.PatientRetry": 550,
    # after decompression (590) and redirects (600), before a refusal could be retried (550)
    "crawler.middlewares.StopWhenBlocked": 560,
}
SPIDER_MIDDLEWARES = {"crawler.middlewares.SkipKnown": 100}
TELNETCONSOLE_ENABLED = False
# a crawl opens no ports
REMOTE_CONTROL_ENABLED = False
# Django's handler writes, as it masks telephone numbers; a crawl's last lines are what went wrong
LOG_ENABLED = False
for handler in logging.getLogger().handlers:
    handler.setLevel(logging.WARNING)
