# A Chromium for the browser tests: the one found; else Debian's package, installed by root or unpacked into .tools.
# Sets ROSTRA_CHROMIUM.

bring_chromium() {
  local found
  for found in "${ROSTRA_CHROMIUM:-}" "$(command -v chromium || true)" "$(command -v chromium-browser || true)" \
    "$(command -v google-chrome || true)" "$TOOLS/debian/chromium"; do
    if [ -n "$found" ] && [ -x "$found" ]; then export ROSTRA_CHROMIUM="$found"; return; fi
  done
  command -v apt-get >/dev/null || die "$NO_CHROMIUM"
  if [ "$(id -u)" = 0 ]; then
    say "Installing Debian's chromium"
    { apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium; } >/dev/null || die "$NO_CHROMIUM"
    ROSTRA_CHROMIUM="$(command -v chromium)" && export ROSTRA_CHROMIUM
  else
    say "Unpacking Debian's chromium into .tools"
    unpack_debian chromium || die "$NO_CHROMIUM"
    wrap_chromium
    export ROSTRA_CHROMIUM="$TOOLS/debian/chromium"
  fi
}

NO_CHROMIUM="There is no Chromium for the browser tests, and Debian's package chromium could not be had. Install Chromium, or name one by ROSTRA_CHROMIUM."

# Download a package and what it needs beyond this machine, and unpack all below .tools/debian. No root, no install.
unpack_debian() {
  local apt="$TOOLS/apt" into="$TOOLS/debian" package
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$into"
  local options=(-qq -o Debug::NoLocking=1 -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update >/dev/null || return 1
  rm -f "$apt/cache/archives/"*.deb
  apt-get "${options[@]}" --yes --no-install-recommends --download-only install "$1" >/dev/null || return 1
  for package in "$apt/cache/archives/"*.deb; do dpkg-deb --extract "$package" "$into" || return 1; done
  rm -rf "$apt"
}

wrap_chromium() {
  local here="$TOOLS/debian" folders
  folders="$(find "$here/usr/lib" "$here/lib" -name '*.so*' -printf '%h\n' 2>/dev/null | sort -u | tr '\n' ':' || true)"
  cat >"$here/chromium" <<SCRIPT
#!/bin/sh
export LD_LIBRARY_PATH="$folders"
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/etc/fonts"
export XDG_DATA_DIRS="$here/usr/share:/usr/local/share:/usr/share"
exec "$here/usr/lib/chromium/chromium" "\$@"
SCRIPT
  chmod +x "$here/chromium"
}

# The folder of PostgreSQL 15's programs, found or unpacked (an installed package would start a server); else nothing.
find_postgres_15() {
  local folder
  for folder in /usr/lib/postgresql/15/bin "$TOOLS/debian/usr/lib/postgresql/15/bin"; do
    if [ -x "$folder/initdb" ]; then echo "$folder"; return; fi
  done
  command -v apt-get >/dev/null || return 0
  if unpack_debian postgresql-15 2>/dev/null; then echo "$TOOLS/debian/usr/lib/postgresql/15/bin"; fi
}
