#!/bin/sh
# notebooks: each runs in a real kernel, says what its script says, and is committed as it should be
set -eu
. "$(dirname -- "$0")/expect.inc"
. "$root/environment/tools.sh"
. "$root/environment/notebook-tools.sh"

prepare_notebooks
unset SHELFCAST_DB_URL SHELFCAST_DB_USER SHELFCAST_DB_PASSWORD
SHELFCAST_HOME=$work/state
export SHELFCAST_HOME
mkdir "$SHELFCAST_HOME" "$work/run"
serving=
trap '[ -z "$serving" ] || kill $serving 2>/dev/null
  "$root/environment/jbang" database stop >"$work/stop" 2>&1
  rm -rf "$base"' EXIT

# passes NAME COMMAND...: the command must succeed; what it says is shown where it does not.
passes() {
  name=$1
  shift
  code=0
  "$@" >"$work/out" 2>&1 || code=$?
  says "$name" 0 "$code"
  [ "$code" = 0 ] || cat "$work/out"
}

passes "the checks of notebooks find what they are for" python "$root/environment/notebook_test.py"
for notebook in "$root"/notebooks/*.ipynb; do
  page=$(basename "$notebook" .ipynb)
  passes "$page: as committed, nothing is stale, missing or amiss" \
    python "$root/environment/notebook.py" lint "$notebook"
  passes "$page: runs in a kernel, with few series and epochs" \
    python "$root/environment/notebook.py" run --to "$work/run" "$notebook"
  passes "$page: shows with few series what it showed when it was rendered" \
    python "$root/environment/notebook.py" compare --run "$work/run" "$notebook"
done

# The scripts, on what the notebooks have loaded and with the knob's epochs and trees.
cd "$work"
passes "prepare" "$root/environment/jbang" prepare --customer bakery-quick --out panel.csv
mv out prepare.txt
passes "features" "$root/environment/jbang" features --customer bakery-quick --out features.csv
mv out features.txt
passes "features of the groceries" "$root/environment/jbang" features --customer grocery-quick --out groceries.csv
passes "simulate" "$root/environment/jbang" simulate --out invented --stores 20 --products 60 --days 240
passes "train" "$root/environment/jbang" train --customer bakery-quick --epochs 2 --trees 40 --out train.json
code=0
"$root/environment/jbang" evaluate --customer bakery-quick --version 1 --out evaluate.json >out 2>&1 || code=$?
says "evaluate grades the notebook's own version" yes "$(case $code in 0 | 3) echo yes ;; *) cat out ;; esac)"
mv out evaluate.txt

# Notebook 04 judged a challenger twice; the scripts do it again, in a models' folder without its versions.
challenge=bakery-quick-challenge
mv "$SHELFCAST_HOME/models/$challenge" "$work/$challenge"
passes "train, as of New Year's Eve" "$root/environment/jbang" train --customer $challenge --as-of 2018-12-31 --epochs 1 --trees 20
for seed in 42 7; do
  passes "retrain, with seed $seed" "$root/environment/jbang" retrain --customer $challenge --as-of 2019-04-30 \
    --epochs 2 --trees 40 --seed $seed --out "retrain-$seed.json"
done
passes "models list" "$root/environment/jbang" models list --customer $challenge
mv out models.txt

# Notebook 05 has left a champion, forecasts and changed sales.
watch=bakery-quick-watch
passes "deploy --dry-run" env GOOGLE_APPLICATION_CREDENTIALS=none "$root/environment/jbang" deploy --dry-run \
  --customer $watch --project shop-1 --region europe-west1 --bucket gs://shop-models
mv out deploy.txt
for day in 2019-03-24 2019-04-14; do
  code=0
  "$root/environment/jbang" monitor --customer $watch --as-of $day --out monitor-$day.json >out 2>&1 || code=$?
  says "monitor, as of $day" yes "$(case $code in 0 | 3) echo yes ;; *) cat out ;; esac)"
done

passes "train, as of the second Sunday in Advent" "$root/environment/jbang" train --customer $watch --as-of 2018-12-09 \
  --epochs 2 --trees 40 --out advent.json

# The server is asked what the notebook has asked its own one.
ask() { "$java" "$root/environment/checks/ask.java" "http://127.0.0.1:$port/predict" $1.json >answer-$1.json; }
passes "the request" "$java" -cp "$notebook_jars/*" "$root/environment/checks/instance.java" $watch 101 2 2018-12-09 request.json
cat >refused.json <<'END'
{"instances": [{"product_id": "101", "store_id": "2", "horizon": 70,
  "history": {"from": "2018-12-01", "quantity": [12, 15, 9]}}]}
END
"$root/environment/jbang" serve --customer $watch --version 1 --port 0 >serve.txt 2>serve.log &
serving=$!
waited=0
until port=$(sed -n 's/^Listening on .*:\([0-9]*\)\/.*/\1/p' serve.txt) && [ -n "$port" ]; do
  [ $waited -lt 300 ] && kill -0 $serving 2>/dev/null || break
  waited=$((waited + 1))
  sleep 1
done
for body in request refused; do
  passes "serve answers the $body" ask $body
done
kill $serving
serving=

passes "notebooks and scripts agree to 1e-9" python "$root/environment/notebook_twins.py" "$work" "$SHELFCAST_HOME/models"

exit $failed
