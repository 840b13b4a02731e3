"""Logs without personal data: notices print the phones of contact persons, log lines don't."""

import logging
import re

PHONE = re.compile(r"(?<![0-9A-Za-z])(?:1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8})(?![0-9A-Za-z])")


class MaskingFormatter(logging.Formatter):
    """The whole line is masked, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return PHONE.sub("<phone>", super().format(record))
