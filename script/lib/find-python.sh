# Sourced by the commands in script/: leaves the first Python that is new enough in $python, or says what to install.
python=
for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Corridors needs Python 3.11 (3.12 and 3.13 may do), and none was found on PATH." >&2
    echo "Found: $(python3 --version 2>/dev/null || echo 'no python3 at all')." >&2
    echo "Install it (Debian, Ubuntu: apt install python3 python3-venv), or name one: PYTHON=/path/to/python3.11 $0" >&2
    exit 1
fi
