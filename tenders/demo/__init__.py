"""The whole pipeline in one run on one machine: what `manage.py demo` does. It only starts and watches other doors."""
