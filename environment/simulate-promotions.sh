#!/bin/sh
# How often retraining's rule promotes, on the bakery's real errors: a challenger as good as the
# champion, and ones better by 2, 5 and 10 %. Trains 24 small models, then lets the rule decide over
# weeks that are drawn in blocks; some minutes, a quarter of an hour on a busy machine.
#   environment/simulate-promotions.sh [RUNS]
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/environment/tools.sh"

require_home
require_java
require_maven
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
mkdir "$work/forecasts"
maven -q -f "$root/lib/pom.xml" -pl shelfcast test-compile dependency:build-classpath \
  -Dmdep.outputFile="$work/classpath"

run() {
  "$java" -cp "$root/lib/shelfcast/target/classes:$root/lib/shelfcast/target/test-classes:$(cat "$work/classpath")" \
    "io.shelfcast.retraining.$@"
}
run BakeryForecasts "$root/data-samples/bakery" "$work/forecasts" >&2
run PromotionSimulation "$work/forecasts" "${1:-2000}"
