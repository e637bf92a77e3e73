#!/bin/sh
# schedule: the systemd unit and the crontab line start what there is
set -eu
. "$(dirname -- "$0")/expect.inc"

unit=$root/environment/shelfcast.service
crontab=$root/environment/crontab.example

# starts WHAT VERB: what a file starts is there.
starts() {
  says "$1 has the wrapper" yes "$([ -x "$root/environment/jbang" ] && echo yes || echo no)"
  says "$1 starts the verb $2" yes "$([ -f "$root/jbang-scripts/$2.java" ] && echo yes || echo no)"
}

verb=$(sed -n 's|^ExecStart=/opt/shelfcast/environment/jbang \([a-z]*\).*|\1|p' "$unit")
starts "shelfcast.service" "$verb"
verb=$(sed -n 's|^[0-9].* \./environment/jbang \([a-z]*\) .*|\1|p' "$crontab")
starts "crontab.example" "$verb"
all=$(sed -n 's|^[0-9].* \./environment/jbang [a-z]* \(--[a-z]*\) .*|\1|p' "$crontab")
help=$("$root/environment/jbang" "$verb" --help 2>"$work/err") || cat "$work/err"
says "$verb has $all" yes "$(case $help in *"$all"*) echo yes ;; *) echo no ;; esac)"
says "crontab.example is on Sundays at two" 1 "$(grep -c '^0 2 \* \* SUN  ' "$crontab")"
says "the page of the unit is there" yes "$([ -f "$root/docs/schedule.md" ] && echo yes || echo no)"

if command -v systemd-analyze >/dev/null; then
  # Where it is to be installed there is nothing here: a link to the checkout, whose own path may have
  # a blank in it, and whoever runs this are put in its place.
  place=$(mktemp -d)
  trap 'rm -rf "$base" "$place"' EXIT
  ln -s "$root" "$place/shelfcast"
  sed -e "s|/opt/shelfcast|$place/shelfcast|g" -e "s|^User=.*|User=$(id -un)|" -e "s|^Group=.*|Group=$(id -gn)|" \
    "$unit" >"$place/shelfcast.service"
  code=0
  said=$(systemd-analyze verify --man=no "$place/shelfcast.service" 2>&1) || code=$?
  says "systemd-analyze verify" "0 " "$code $(printf %s "$said" | grep -F shelfcast.service || true)"
else
  echo "skipped systemd-analyze verify: it is not installed"
fi

exit $failed
