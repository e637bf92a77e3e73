#!/bin/sh
# train and evaluate, really: a small customer, few epochs and trees
set -eu
. "$(dirname -- "$0")/expect.inc"

shop="$root/lib/shelfcast/src/test/resources/corner-shop"
export SHELFCAST_HOME="$work/state folder"
mkdir -p "$SHELFCAST_HOME"
unset SHELFCAST_DB_URL || true
run() {
  code=0
  "$root/environment/jbang" "$@" >"$work/out" 2>"$work/err" || code=$?
}
model="$SHELFCAST_HOME/models/caf_c3_a9_20_22_2e_2e_2fx_22"
few="--epochs 1 --trees 20 --depth 3 --lstm-layers 4"

run load --customer 'café "../x"' --data "$shop"
says "load the corner shop" 0 $code
# shellcheck disable=SC2086
run train $few --out "$work/train.json"
says "train it, as the only customer" 0 $code
[ $code -eq 0 ] || cat "$work/err"
says "what a version holds" "SHA256SUMS lstm_v1.zip metrics.json model.json report.html xgb_v1.json" \
  "$(ls "$model/v1" | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')"
run evaluate --version 1 --out "$work/evaluate.json"
case $code in 0 | 3) verdict=given ;; *) verdict="exit $code" && cat "$work/err" ;; esac
says "evaluate it" given "$verdict"
says "the same metrics" same "$(cmp -s "$work/train.json" "$work/evaluate.json" && echo same || echo different)"
# shellcheck disable=SC2086
run train $few --refit
says "train again, fitted up to the last day" "0 v2" "$code $(ls "$model" | grep v2)"
run evaluate --version 2
says "no day to score" 1 $code
says "in one line" 1 "$(grep -c 'no day to score' "$work/err")"
run train --trees none
says "wrong usage" 2 $code
run database stop

exit $failed
