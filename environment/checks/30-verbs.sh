#!/bin/sh
# scripts: each has an alias and a --help
set -eu
. "$(dirname -- "$0")/expect.inc"

scripts=$(cd "$root/jbang-scripts" && ls | sed -n 's/\.java$//p' | LC_ALL=C sort | tr '\n' ' ')
aliases=$(sed -n 's/.*-Dshelfcast\.verb=\([a-z]*\)".*/\1/p' "$root/jbang-catalog.json" | LC_ALL=C sort | tr '\n' ' ')
says "verb = file = alias" "$scripts" "$aliases"

for verb in $scripts; do
  code=0
  help=$("$root/environment/jbang" "$verb" --help 2>"$work/err") || code=$?
  case $help in "Usage: $verb "*) usage=yes ;; *) usage=no ;; esac
  says "$verb --help" "0 yes" "$code $usage"
  [ $code -eq 0 ] || cat "$work/err"
done

exit $failed
