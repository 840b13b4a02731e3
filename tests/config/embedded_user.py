"""A process that uses an embedded server: `embedded_user.py SERVER VAR_DIR [fork|TABLE…]`.

Says "up" and the server's process id, and ends when its standard input does; with `fork`, a child
stays for that instead. Loads only the module under test, so that many of it can be started.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])
from config import embedded  # noqa: E402 - found by the path above

PID_FILES = {"postgres": "postmaster.pid", "valkey": "server.pid"}


def main(name: str, var_dir: str, *how: str) -> None:
    server = replace({"postgres": embedded.POSTGRES, "valkey": embedded.VALKEY}[name], var_dir=Path(var_dir))
    try:
        server.ensure()
    except embedded.CannotStart as reason:
        sys.exit(str(reason))
    if "fork" in how and os.fork():
        os._exit(0)
    pid = (server.folder / "data" / PID_FILES[name]).read_text().split("\n", 1)[0]
    sys.stdout.write(f"up {pid} {os.getpid()}\n")
    sys.stdout.flush()
    sys.stdin.read()


main(*sys.argv[1:])
