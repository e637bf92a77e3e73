#!/bin/sh
# serving image: built on a base of this machine's own files, it answers as serve does
set -eu
. "$(dirname -- "$0")/expect.inc"
. "$root/environment/tools.sh"
require_java

if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "skipped  the image is built on Linux x86_64"
  exit 0
fi

shop=$root/lib/shelfcast/src/test/resources/corner-shop
SHELFCAST_HOME=$work/state
export SHELFCAST_HOME
unset SHELFCAST_DB_URL SHELFCAST_DB_USER SHELFCAST_DB_PASSWORD
mkdir "$SHELFCAST_HOME"
cd "$work"
running=
trap '[ -z "$running" ] || kill $running 2>/dev/null
  "$root/environment/jbang" database stop >"$work/stop" 2>&1
  rm -rf "$base"' EXIT
ask() { "$java" "$root/environment/checks/ask.java" "$@"; }

# A base: the JDK and the libraries that it and the models' native code need, as `docker save` writes
# an image.
jdk=$(readlink -f "$JAVA_HOME")
rootfs=$work/rootfs
mkdir -p "$rootfs/tmp" "$rootfs/opt" "$work/saved"
chmod 1777 "$rootfs/tmp"
cp -RL "$jdk" "$rootfs/opt/java" 2>/dev/null || true
rm -rf "$rootfs/opt/java/jmods" "$rootfs/opt/java/lib/src.zip"
# What every base with glibc and libstdc++ has; the models' libraries are linked to older ones of
# theirs, and so to parts that a JDK does without.
known=$(ldconfig -p | sed -n 's/^[[:space:]]*\(libstdc++\.so\.6\|libgcc_s\.so\.1\|libgomp\.so\.1\|libpthread\.so\.0\|libdl\.so\.2\|librt\.so\.1\|libm\.so\.6\|libc\.so\.6\) .*x86-64.* => //p')
for library in $(find "$jdk/bin/java" "$jdk/lib" -name '*.so' -o -name java | xargs ldd 2>/dev/null |
  sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p' | sort -u) $known; do
  case $library in "$jdk"/*) continue ;; esac
  mkdir -p "$rootfs${library%/*}"
  cp -L "$library" "$rootfs$library"
done
tar -C "$rootfs" -cf "$work/saved/layer.tar" .
digest=$(sha256sum "$work/saved/layer.tar")
cat >"$work/saved/config.json" <<END
{"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/opt/java/bin"]},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:${digest%% *}"]}}
END
echo '[{"Config": "config.json", "RepoTags": ["base:1"], "Layers": ["layer.tar"]}]' >"$work/saved/manifest.json"
tar -C "$work/saved" -cf base.tar manifest.json config.json layer.tar
rm -rf "$work/saved" "$rootfs"

{
  "$root/environment/jbang" load --customer corner --data "$shop"
  "$root/environment/jbang" train --horizon 3 --epochs 1 --trees 20
} >"$work/out" 2>&1 || cat "$work/out"
"$root/environment/jbang" image --base "tar://$work/base.tar" --tar image.tar >"$work/out" 2>"$work/err" || cat "$work/err"
says "image writes a file" yes "$([ -s image.tar ] && echo yes || echo no)"
rm base.tar

# What a container engine does: unpack the layers one over the other, and read how to start.
mkdir oci "$rootfs"
tar -C oci -xf image.tar
rm image.tar
blob() { echo "oci/blobs/sha256/${1#sha256:}"; }
digests() { grep -o 'sha256:[0-9a-f]\{64\}' "$1"; }
manifest=$(blob "$(digests oci/index.json | head -n 1)")
config=$(blob "$(digests "$manifest" | head -n 1)")
for layer in $(digests "$manifest" | tail -n +2); do
  tar -C "$rootfs" -xf "$(blob "$layer")"
done
list() { sed -n "s/.*\"$1\":\[\([^]]*\)\].*/\1/p" "$config"; }
says "the image runs as a user without rights" 65532:65532 "$(sed -n 's/.*"User":"\([^"]*\)".*/\1/p' "$config")"
says "no database, cloud platform or test in the image" "" \
  "$(cd "$rootfs/app" && find . -name '*postgres*' -o -name '*aiplatform*' -o -name '*junit*' -o -name '*jib*')"

mkdir -p "$rootfs/model"
cp "$SHELFCAST_HOME"/models/corner/v1/* "$rootfs/model/"
port=$((20000 + $$ % 10000))
# Vertex AI's variables, over those of the image.
environment="$(list Env), \"AIP_HTTP_PORT=$port\", \"AIP_STORAGE_URI=/model\", \"AIP_HEALTH_ROUTE=/v1/endpoints/1/deployedModels/2\", \"AIP_PREDICT_ROUTE=/v1/endpoints/1/deployedModels/2:predict\""

bundle() {
  cat >"$work/config.json" <<END
{"ociVersion": "1.0.2", "hostname": "shelfcast",
 "process": {"terminal": false, "user": {"uid": 65532, "gid": 65532}, "cwd": "/app",
  "args": [$(list Entrypoint)], "env": [$environment], "noNewPrivileges": true},
 "root": {"path": "rootfs", "readonly": true},
 "mounts": [
  {"destination": "/proc", "type": "proc", "source": "proc"},
  {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
  {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=1777"]}],
 "linux": {"namespaces": [{"type": "pid"}, {"type": "ipc"}, {"type": "uts"}, {"type": "mount"}]}}
END
}

# Without rights or runc: the same command, in place, its paths put before.
command_here() {
  list Entrypoint | tr ',' '\n' | sed 's/^"//; s/"$//' | sed "s|/app/|$rootfs/app/|g; 1s|.*|$java|"
}

if command -v runc >/dev/null && [ "$(id -u)" = 0 ]; then
  how=runc
  bundle
  runc run --bundle "$work" "shelfcast-$$" >"$work/container" 2>&1 &
else
  how="its unpacked layers"
  set --
  while IFS= read -r word; do set -- "$@" "$word"; done <<END
$(command_here)
END
  env -i AIP_HTTP_PORT=$port AIP_STORAGE_URI="$rootfs/model" OMP_NUM_THREADS=1 HOME="$work" \
    AIP_HEALTH_ROUTE=/v1/endpoints/1/deployedModels/2 \
    AIP_PREDICT_ROUTE=/v1/endpoints/1/deployedModels/2:predict \
    LD_LIBRARY_PATH="$rootfs/app/native" "$@" >"$work/container" 2>&1 &
fi
running=$!
at=http://127.0.0.1:$port/v1/endpoints/1/deployedModels/2
ask "$at" >health.json || cat "$work/container"
says "the image is ready ($how)" '{"status":"ready"}' "$(cat health.json)"

"$root/environment/jbang" serve --port 0 >"$work/serve.out" 2>"$work/serve.err" &
server=$!
here=
while kill -0 $server 2>/dev/null && [ -z "$here" ]; do
  sleep 1
  here=$(sed -n 's|^Listening on \(http://.*\)/predict$|\1|p' "$work/serve.out")
done
{
  printf '{"instances": ['
  ask "$here/instance?product_id=bread&store_id=north"
  printf ', '
  ask "$here/instance?product_id=milk&store_id=south%202"
  printf ', {"product_id": "soap", "store_id": "north", "history": {"from": "2023-12-01", "quantity": [1, 2, -3, 0.5]}}, {"product_id": 3}]}'
} >request.json
ask "$here/predict" request.json >served.json || true
ask "$at:predict" request.json >contained.json || true
says "the image and serve give the same answers" "$(cat served.json)" "$(cat contained.json)"
says "four answers, the last an error" 3 "$(grep -o '"model_version":"v1"' contained.json | wc -l | tr -d ' ')"
kill $server $running
code=0
wait $running || code=$?
running=
says "the image ends by SIGTERM" 143 $code

exit $failed
