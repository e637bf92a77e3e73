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
runs "retrain" 0 retrain --horizon 3 $small --out outcomes.json
holds "retrain tells every condition" outcomes.json '"conditions"'
# shellcheck disable=SC2086
runs "retrain every customer, by the plain rule" 0 retrain --all --rule mae --seed 7 $small
holds "retrain --all sums up" "$work/out" "1 customers:"
runs "models list" 0 models list
holds "models list shows the champion" "$work/out" CHAMPION
runs "models compare" 0 models compare --version 1 --with 3
runs "models promote" 0 models promote --version 1
runs "models promote, with a reason" 0 models promote --version 3 --reason "so it is"
runs "models rollback" 0 models rollback
runs "models show" 0 models show
runs "models prune" 0 models prune --keep 1
# shellcheck disable=SC2086
runs "backtest" 0 backtest --data "$shop" --horizon 3 --windows 2 --step 3 $small --forecasts f.csv --out m.json
holds "backtest writes forecasts" f.csv ensemble-fixed
runs "database status" 0 database status
runs "an unknown option is a mistake of usage" 2 train --no-such-option
runs "an unknown customer is a failure" 1 prepare --customer nobody

exit $failed
