"""`python -m bench [--only NAME]`: runs the measures and prints one line each."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

MEASURES = sorted(
    {path.stem for path in Path(__file__).parent.glob("*.py")} - {"__init__", "__main__", "measure", "pages"}
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description="Measure ours beside a peer, one line each.")
    parser.add_argument("--only", choices=MEASURES, help="one measure instead of all")
    only = parser.parse_args().only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    for name in [only] if only else MEASURES:
        for measure in import_module(f"bench.{name}").measures():
            sys.stdout.write(f"{measure}\n")
            sys.stdout.flush()


main()
