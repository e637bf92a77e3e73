#!/bin/sh
# scripts: each does its real work once, on a small shop of its own
set -eu
. "$(dirname -- "$0")/expect.inc"

shop=$root/lib/shelfcast/src/test/resources/corner-shop
SHELFCAST_HOME=$work/state
export SHELFCAST_HOME
unset SHELFCAST_DB_URL SHELFCAST_DB_USER SHELFCAST_DB_PASSWORD
mkdir "$SHELFCAST_HOME"
cd "$work"
trap '"$root/environment/jbang" database stop >"$work/stop" 2>&1; rm -rf "$base"' EXIT

# runs NAME CODE VERB ARGUMENTS...: the verb must exit with the code.
runs() {
  name=$1
  expected=$2
  shift 2
  code=0
  "$root/environment/jbang" "$@" >"$work/out" 2>"$work/err" || code=$?
  says "$name" "$expected" "$code"
  [ "$code" = "$expected" ] || cat "$work/out" "$work/err"
}

# holds NAME FILE TEXT: a file is there and has the text in its first lines.
holds() {
  if [ -f "$2" ] && head -n 50 "$2" | grep -qF -- "$3"; then found=yes; else found=no; fi
  says "$1" yes "$found"
}

small="--epochs 1 --trees 20"

runs "load" 0 load --customer "Käse & Söhne/../x" --data "$shop"
runs "load refuses a directory without transactions" 1 load --customer other --data "$work/state"
runs "prepare" 0 prepare --customer "Käse & Söhne/../x" --out panel.csv
holds "prepare writes the panel" panel.csv product_id
runs "features" 0 features --customer "Käse & Söhne/../x" --out features.csv
holds "features writes the matrix" features.csv same_weekday_avg_4w
# shellcheck disable=SC2086
runs "train" 0 train --horizon 3 $small --out metrics.json
holds "train writes metrics" metrics.json '"gate"'
version=$(find "$SHELFCAST_HOME/models" -type d -name v1)
for file in lstm_v1.zip xgb_v1.json model.json metrics.json report.html; do
  says "train saves $file" yes "$([ -s "$version/$file" ] && echo yes || echo no)"
done
says "nothing half-written is left" "" "$(find "$SHELFCAST_HOME/models" "$work" -maxdepth 4 -name '*.partial*')"
# shellcheck disable=SC2086
runs "train again, refitted" 0 train --horizon 3 $small --refit
runs "evaluate refuses days that the model has seen" 1 evaluate --version 2
code=0
"$root/environment/jbang" evaluate --version 1 --out evaluated.json >"$work/out" 2>"$work/err" || code=$?
says "evaluate exits with its verdict" yes "$(case $code in 0 | 3) echo yes ;; *) echo "$code" ;; esac)"
says "evaluate and train agree to the byte" yes "$(cmp -s metrics.json evaluated.json && echo yes || echo no)"
runs "predict" 0 predict --version 1 --out forecasts.csv
holds "predict writes forecasts" forecasts.csv product_id,store_id,origin,date,model,forecast,p10,p50,p90
# shellcheck disable=SC2086
runs "backtest" 0 backtest --data "$shop" --horizon 3 --windows 2 --step 3 $small --forecasts f.csv --out m.json
holds "backtest writes forecasts" f.csv ensemble-fixed
runs "database status" 0 database status

# serve answers by ids what predict says, and from the history that it gives out; SIGTERM ends it.
. "$root/environment/tools.sh"
require_java
"$root/environment/jbang" serve --version 1 --port 0 >"$work/serve.out" 2>"$work/serve.err" &
server=$!
at=
while kill -0 $server 2>/dev/null && [ -z "$at" ]; do
  sleep 1
  at=$(sed -n 's|^Listening on \(http://.*\)/predict$|\1|p' "$work/serve.out")
done
says "serve listens" yes "$([ -n "$at" ] && echo yes || cat "$work/serve.err")"
ask() { "$java" "$root/environment/checks/ask.java" "$@"; }
echo '{"instances": [{"product_id": "bread", "store_id": "north"}]}' >ids.json
ask "$at/predict" ids.json >by-ids.json || true
first=$(sed -n 's/.*"days":\[{"date":"\([^"]*\)","forecast":\([^,]*\),.*/\1 \2/p' by-ids.json)
says "serve gives predict's numbers" "$(awk -F, '$1 == "bread" && $2 == "north" { print $4, $6; exit }' forecasts.csv)" "$first"
{ printf '{"instances": ['; ask "$at/instance?product_id=bread&store_id=north"; printf ']}'; } >history.json
ask "$at/predict" history.json >by-history.json || true
holds "serve answers from an instance's own history" by-history.json '"origin":"2023-12-29"'
kill $server
code=0
wait $server || code=$?
says "serve ends by SIGTERM" 143 $code

runs "an unknown option is a mistake of usage" 2 train --no-such-option
runs "an unknown customer is a failure" 1 prepare --customer nobody

exit $failed
