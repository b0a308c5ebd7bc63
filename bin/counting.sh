# Runs checks and tests one after the other, all of them whatever fails, and counts.
passed=0 failed=0 skipped=0 started=$SECONDS

# check NAME COMMAND...: quiet when all is well.
check() {
  local name="$1" said began=$SECONDS
  shift
  if said="$(ROSTRA_HOME="$TOOLS/build" ROSTRA_MODE=test "$@" 2>&1)"; then
    say "ok     $name ($((SECONDS - began)) s)"
  else
    say "$said"
    say "FAILED $name"
    failed=$((failed + 1))
  fi
}

# tests NAME PYTEST-OPTIONS...: pytest's own closing line is counted; no test chosen is no failure.
tests() {
  local name="$1" log code=0
  shift
  log="$(mktemp)"
  say "== $name"
  "$PYTHON" -m pytest "$@" 2>&1 | tee "$log" || code=$?
  local closing
  closing="$(grep -E '^(=+ )?[0-9]+ (passed|failed|error|skipped|deselected|xfailed)|^no tests ran' "$log" | tail -n 1)"
  rm -f "$log"
  passed=$((passed + $(count passed "$closing")))
  skipped=$((skipped + $(count skipped "$closing")))
  local bad=$(($(count failed "$closing") + $(count 'errors?' "$closing")))
  if [ "$code" != 0 ] && [ "$code" != 5 ] && [ "$bad" = 0 ]; then bad=1; fi
  failed=$((failed + bad))
}

count() { grep -oE "[0-9]+ $1" <<<"$2" | grep -oE '^[0-9]+' || echo 0; }

closing_line() {
  local line="$passed passed"
  [ "$failed" = 0 ] || line="$failed failed, $line"
  [ "$skipped" = 0 ] || line="$line, $skipped skipped"
  echo "$line in $((SECONDS - started)).00s"
  [ "$failed" = 0 ]
}
