#!/bin/sh
# notebooks: each runs in a real kernel, says what its script says, and is committed as it should be
set -eu
. "$(dirname -- "$0")/expect.inc"
. "$root/environment/tools.sh"
. "$root/environment/notebook-tools.sh"

prepare_notebooks
unset SHELFCAST_DB_URL SHELFCAST_DB_USER SHELFCAST_DB_PASSWORD
SHELFCAST_HOME=$work/state
SHELFCAST_NOTEBOOK=quick
export SHELFCAST_HOME SHELFCAST_NOTEBOOK
mkdir "$SHELFCAST_HOME" "$work/run"
trap '"$root/environment/jbang" database stop >"$work/stop" 2>&1; rm -rf "$base"' EXIT

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
  name=$(basename "$notebook" .ipynb)
  passes "$name: as committed, nothing is stale, missing or amiss" \
    python "$root/environment/notebook.py" lint "$notebook"
  passes "$name: runs in a kernel, with few series and epochs" \
    python "$root/environment/notebook.py" run --to "$work/run" "$notebook"
done

# The scripts, on what the notebooks have loaded and with the knob's epochs and trees.
cd "$work"
passes "prepare" "$root/environment/jbang" prepare --customer bakery-quick --out panel.csv
mv out prepare.txt
passes "features" "$root/environment/jbang" features --customer bakery-quick --out features.csv
mv out features.txt
passes "train" "$root/environment/jbang" train --customer bakery-quick --epochs 2 --trees 40 --out train.json
code=0
"$root/environment/jbang" evaluate --customer bakery-quick --version 1 --out evaluate.json >out 2>&1 || code=$?
says "evaluate grades the notebook's own version" yes "$(case $code in 0 | 3) echo yes ;; *) cat out ;; esac)"
passes "notebooks and scripts agree to 1e-9" python "$root/environment/notebook_twins.py" "$work" \
  "$SHELFCAST_HOME/models/bakery-quick/v1/metrics.json"

exit $failed
