# What the commands of bin/ share. Needs bash and Python 3.11; everything else is brought into the checkout.
set -euo pipefail
CALLED_IN="${PWD:-/}" CALLED_UMASK="$(umask)"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT="$PWD"
TOOLS="$ROOT/.tools"
PYTHON="$ROOT/.venv/bin/python"
export UV_CACHE_DIR="${UV_CACHE_DIR:-$ROOT/.cache/uv}" UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1
export PIP_DISABLE_PIP_VERSION_CHECK=1
# The machine's own certificates, where it has some: a company's network may have one of its own in between.
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
umask 022

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Names of files on a command line are the caller's, and so is the umask. Who may not enter that folder stays here.
as_called() { umask "$CALLED_UMASK" && cd "$CALLED_IN" 2>/dev/null || true; }

need_python() {
  command -v python3 >/dev/null || die "Rostra needs Python 3.11 or newer, and there is no python3 here. Install it (Debian: apt install python3 python3-venv)."
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "Rostra needs Python 3.11 or newer; python3 is $(python3 -V 2>&1). Put a newer one first on PATH."
}

# uv, pinned by hash, in a virtual environment of its own; where Debian left venv out, in a plain folder by pip.
bring_uv() {
  UV="$TOOLS/uv/bin/uv"
  [ -x "$UV" ] && cmp -s requirements/uv.lock "$TOOLS/uv/lock" && return
  say "Bringing uv into .tools"
  rm -rf "$TOOLS/uv" && mkdir -p "$TOOLS"
  if python3 -m venv "$TOOLS/uv" >/dev/null 2>&1; then
    "$TOOLS/uv/bin/python" -m pip install --quiet --no-cache-dir --require-hashes -r requirements/uv.lock
  elif rm -rf "$TOOLS/uv" && python3 -m pip --version >/dev/null 2>&1; then
    python3 -m pip install --quiet --no-cache-dir --require-hashes --target "$TOOLS/uv" -r requirements/uv.lock
  else
    die "Python here has neither venv nor pip. Install one of them (Debian: apt install python3-venv) and start again."
  fi
  cp requirements/uv.lock "$TOOLS/uv/lock"
}

# .venv from requirements/{run,dev}.lock. The stamp makes a second start free; dev holds all of run.
bring_packages() {
  local kind="$1" stamp
  need_python
  for stamp in "$kind" dev; do
    if [ -x "$PYTHON" ] && cmp -s "requirements/$stamp.lock" ".venv/stamp-$stamp"; then return; fi
  done
  bring_uv
  say "Bringing the packages of requirements/$kind.lock into .venv"
  [ -x "$PYTHON" ] || "$UV" venv --quiet --clear --python "$(python3 -c 'import sys; print(sys.executable)')" .venv
  rm -f .venv/stamp-*
  "$UV" pip sync --quiet --compile-bytecode --python "$PYTHON" --require-hashes "requirements/$kind.lock"
  # the checkout is on the path of everything in .venv, so that `pytest` and `mypy` work as they are
  "$PYTHON" -c 'import sys, sysconfig; open(sysconfig.get_path("purelib") + "/rostra-checkout.pth", "w").write(sys.argv[1] + "\n")' "$ROOT"
  cp "requirements/$kind.lock" ".venv/stamp-$kind"
}

# The translations and the static files as a server wants them, when their sources are newer.
bring_built() {
  "$PYTHON" -m rostra.server.catalogues
  local stamp="$ROOT/static-built/.stamp"
  if [ ! -e "$stamp" ] || [ -n "$(find rostra -path '*/static*' -newer "$stamp" -print -quit)" ]; then
    say "Collecting the static files"
    ROSTRA_MODE=serve ROSTRA_HOME="$TOOLS/build" "$PYTHON" -m rostra django collectstatic --no-input --clear --verbosity 0
    touch "$stamp"
  fi
}
