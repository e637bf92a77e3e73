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

# holds NAME FILE TEXT: a file is there and has the text in it.
holds() {
  if [ -f "$2" ] && grep -qF -- "$3" "$2"; then found=yes; else found=no; fi
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
mkdir more plans
printf 'product_id,category\nbutter,dairy\n' >more/products.csv
printf 'product_id,store_id,start_date\nbutter,north,2023-12-31\n' >plans/assortment.csv
runs "predict refuses a product that no table knows" 1 predict --version 1 --plans plans --out taken-up.csv
runs "load of a product not sold yet" 0 load --customer "Käse & Söhne/../x" --data more --append
runs "predict, with what a store takes up" 0 predict --version 1 --plans plans --out taken-up.csv
holds "predict says what is new" "$work/out" "1 of them new, forecast from siblings"
says "it is forecast from its first day on" 2 "$(grep -c '^butter,north,' taken-up.csv)"
says "the rest is forecast as without it" yes "$(grep -v '^butter,' taken-up.csv | cmp -s - forecasts.csv && echo yes || echo no)"
runs "predict --explain wants one series" 2 predict --version 1 --explain
runs "predict --explain" 0 predict --version 1 --product bread --store north --figure drivers.png
holds "predict --explain says what drove it" "$work/out" "sales history"
says "predict draws it" yes "$(test -s drivers.png && echo yes || echo no)"
runs "monitor finds the shop's sales too old" 3 monitor --out monitored.json
holds "monitor writes what it found" monitored.json '"alerts"'
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
sed -n '1p;/,lstm,/p' f.csv >peer.csv
# shellcheck disable=SC2086
runs "benchmark, one of whose sets is not there" 1 benchmark --data "$shop:3x2x3" --peer other=peer.csv --data nowhere --data "$shop:2x1x2" $small --cold-start --out b.md --json b.json
holds "benchmark has the other tool in its table" b.md "| other |"
holds "benchmark tells of the set that failed" b.md "Failed: No directory nowhere"
says "benchmark goes on behind it" 3 "$(grep -c '^## ' b.md)"
holds "benchmark writes all results" b.json '"lead"'
runs "schedule list, before there was a worker" 0 schedule list
holds "schedule list says that no worker runs" out "No worker has been heard of yet"
runs "schedule run-now" 0 schedule run-now --customer "Käse & Söhne/../x"
runs "schedule pause" 0 schedule pause
# shellcheck disable=SC2086
"$root/environment/jbang" schedule --horizon 3 $small --grace 0 >"$work/worker" 2>&1 &
worker=$!
turns=0
until grep -q "x: \(Version\|failed\)" "$work/worker" || [ $turns -ge 300 ] || ! kill -0 $worker; do
  sleep 1
  turns=$((turns + 1))
done
kill -TERM $worker || true
code=0
wait $worker || code=$?
says "schedule trains who is due, and ends when told" "143 Version" "$code $(sed -n 's/.*x: \(Version\) [0-9].*/\1/p' "$work/worker")"
[ $code -eq 143 ] || cat "$work/worker"
runs "schedule list, of a customer" 0 schedule list --customer "Käse & Söhne/../x"
holds "schedule list shows the run" out " done: Version "
runs "schedule resume" 0 schedule resume
runs "schedule refuses a customer that is not there" 1 schedule pause --customer nobody
runs "schedule refuses a day that is none" 2 schedule --day someday
runs "dashboard refuses to be seen by others without a token" 2 dashboard --host 0.0.0.0
"$root/environment/jbang" dashboard --port 0 >"$work/dashboard" 2>&1 &
dashboard=$!
turns=0
until grep -q "^The dashboard is at" "$work/dashboard" || [ $turns -ge 120 ] || ! kill -0 $dashboard; do
  sleep 1
  turns=$((turns + 1))
done
address=$(sed -n 's/^The dashboard is at \([^ ]*\) .*/\1/p' "$work/dashboard")
says "dashboard is healthy" '{"status":"up"}' "$(curl -s "${address}healthz")"
says "dashboard shows the customer" yes "$(curl -s "$address" | grep -qF "Käse &amp; Söhne/../x" && echo yes || echo no)"
says "dashboard counts alerts" yes "$(curl -s "${address}metrics" | grep -q '^shelfcast_customer_alerts{' && echo yes || echo no)"
kill -TERM $dashboard
code=0
wait $dashboard || code=$?
says "dashboard ends when told" 143 "$code"
[ $code -eq 143 ] || cat "$work/dashboard"
NO_GCE_CHECK=true CLOUDSDK_CONFIG=$work GOOGLE_APPLICATION_CREDENTIALS= # there is no cloud here
export NO_GCE_CHECK CLOUDSDK_CONFIG GOOGLE_APPLICATION_CREDENTIALS
runs "deploy, as a plan" 0 deploy --version 1 --project shop-1 --bucket gs://shop-models --dry-run
holds "deploy says what it would upload" out gs://shop-models/
runs "deploy refuses a bucket that is none" 2 deploy --version 1 --project shop-1 --bucket shop-models --dry-run
runs "simulate" 0 simulate --out invented --stores 2 --products 3 --days 120
holds "simulate writes sales" invented/transactions.csv timestamp,product_id,store_id,quantity,unit_price
says "simulate writes the true means" yes "$([ -s invented/truth.csv.gz ] && echo yes || echo no)"
runs "simulate into the database" 0 simulate --customer invented --stores 2 --products 3 --days 120
runs "simulate wants one place" 2 simulate --stores 2
runs "database status" 0 database status

# serve answers by ids what predict says, and from the history that it gives out; SIGTERM ends it.
. "$root/environment/tools.sh"
require_java
"$root/environment/jbang" serve --customer "Käse & Söhne/../x" --version 1 --port 0 >"$work/serve.out" 2>"$work/serve.err" &
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
