#!/bin/sh
# Kills 50 retrainings, and 50 loops of promotions, as kill -9 does at random moments, and looks
# each time whether there is one whole champion that the log tells of. Takes some minutes.
#   environment/soak-retrain.sh [KILLS]
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/environment/tools.sh"

require_home
require_java
require_maven
maven -f "$root/lib/pom.xml" -pl shelfcast test -Dshelfcast.kills="${1:-50}" \
  -Dtest='RetrainingKillTest,PromotionsTest#promoterKilled*' -Dsurefire.failIfNoSpecifiedTests=false
