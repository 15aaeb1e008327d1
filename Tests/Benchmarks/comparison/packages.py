# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Gets the other tools where they are missing, and says so."""

import os
import shutil
import subprocess
import sys


def say(text):
    print(f"compare: {text}", file=sys.stderr, flush=True)


def ensure_commands(names):
    """Installs the Debian packages of the same names as commands that are not on the path."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        sys.exit(f"compare: install {' '.join(missing)}, or leave them out with --only")
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    command = as_root + ["apt-get", "install", "-y", "-qq"] + missing
    say(" ".join(command))
    subprocess.run(as_root + ["apt-get", "update", "-qq"], check=True, stdout=sys.stderr)
    subprocess.run(command, check=True, stdout=sys.stderr)


def ensure_duckdb(work):
    """The interpreter of a private environment that has DuckDB; nothing else sees it."""
    python = os.path.join(work, "venv", "bin", "python")
    if not os.path.exists(python):
        say(f"python3 -m venv {os.path.join(work, 'venv')}")
        subprocess.run([sys.executable, "-m", "venv", os.path.join(work, "venv")], check=True)
    has_duckdb = subprocess.run([python, "-c", "import duckdb"], stderr=subprocess.DEVNULL)
    if has_duckdb.returncode != 0:
        say("pip install duckdb (into that environment)")
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "duckdb"], check=True, stdout=sys.stderr)
    return python
