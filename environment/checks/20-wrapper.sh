#!/bin/sh
# wrapper: arguments, exit codes, builds only what changed
set -eu
. "$(dirname -- "$0")/expect.inc"
. "$root/environment/tools.sh"
require_home
require_java
lock
require_jbang
unlock
real_jbang=$jbang_jar
HOME=$work/home
mkdir "$HOME"
checkout=$work/checkout
make_checkout "$checkout"
jbang=$checkout/environment/jbang
unset SHELFCAST_HOME OMP_NUM_THREADS

# Stands in for Maven: "installs" and "fetches" by copying, and counts. The real one is what
# environment/test runs before and after this.
export REAL_JBANG="$real_jbang" CALLS="$work/calls"
fake "$work/bin/mvn" <<'END'
[ "$1" != -v ] || { echo 'Apache Maven 3.8.7'; exit; }
for option; do
  case $option in
    install)
      echo install >>"$CALLS"
      jar=$HOME/.m2/repository/io/shelfcast/shelfcast/1/shelfcast-1.jar
      mkdir -p "${jar%/*}"
      date >"$jar"
      echo "[INFO] Installing x.jar to $jar"
      ;;
    -DoutputDirectory=*) mkdir -p "${option#*=}" && cp "$REAL_JBANG" "${option#*=}/" ;;
  esac
done
END
PATH=$work/bin:$PATH
builds() { grep -c install "$CALLS" || true; }

# Two at once on a fresh checkout.
"$jbang" train first >"$work/one" 2>/dev/null &
"$jbang" train second >"$work/two" 2>/dev/null &
wait
says "two at once both run" "[first] [second]" "$(cat "$work/one") $(cat "$work/two")"
says "two at once build once" 1 "$(builds)"

set -- 'a b' 'q"uote' "it's" '$HOME `id`' 'new
line' '' 'ü' '*' '\' 'a\nb' '!x' '-Dx=y' '' '--' ' '
says "every argument arrives as it was" "$(printf '[%s]\n' "$@")" "$("$jbang" train "$@")"
says "umlauts arrive under LC_ALL=C too" "[für 3 €]" "$(LC_ALL=C "$jbang" train 'für 3 €')"

code=0
"$jbang" train --exit 3 || code=$?
says "the exit code is the script's" 3 $code
says "the working directory is the user's" "$work" "$(cd "$work" && checkout/environment/jbang train --cwd | head -n 1)"
says "runtime options with a blank hold" "a b" "$("$jbang" train --property two.words | head -n 1)"
says "HOME is the script's home" "$HOME" "$("$jbang" train --property user.home | head -n 1)"
says "the state folder is the checkout" "$checkout" "$("$jbang" train --env SHELFCAST_HOME | head -n 1)"
says "a state folder of the user's holds" "/x y" "$(SHELFCAST_HOME="/x y" "$jbang" train --env SHELFCAST_HOME | head -n 1)"
says "no limit of OpenMP's threads, which XGBoost would keep to" null "$("$jbang" train --env OMP_NUM_THREADS | head -n 1)"

says "OpenBLAS's kernels are those that the user chose" Nehalem "$(OPENBLAS_CORETYPE=Nehalem "$jbang" train --env OPENBLAS_CORETYPE | head -n 1)"
kernels=null
if grep -qs avx2 /proc/cpuinfo; then kernels=known; fi
says "or those of the processor" $kernels \
  "$( (unset OPENBLAS_CORETYPE; "$jbang" train --env OPENBLAS_CORETYPE) | head -n 1 | sed 's/SkylakeX/known/; s/Haswell/known/')"

"$jbang" train --pid >"$work/pid" &
wait $!
says "the script takes the wrapper's place, so that signals reach it" $! "$(cat "$work/pid")"

says "nothing of this built again" 1 "$(builds)"
touch "$checkout/lib/shelfcast/src/main/java/Library.java"
echo '// more' >>"$checkout/lib/shelfcast/src/test/java/LibraryTest.java"
"$jbang" train >/dev/null 2>&1
says "a touched source and a changed test build nothing" 1 "$(builds)"
echo '// more' >>"$checkout/lib/shelfcast/src/main/java/Library.java"
"$jbang" train >/dev/null 2>&1
says "a changed source builds" 2 "$(builds)"
jar=$HOME/.m2/repository/io/shelfcast/shelfcast/1/shelfcast-1.jar
echo 'of another checkout' >"$jar"
"$jbang" train >/dev/null 2>&1
says "a library that another installed builds" 3 "$(builds)"
rm -r "$HOME/.m2"
"$jbang" train >/dev/null 2>&1
says "an emptied repository builds" 4 "$(builds)"
sed -i.old 's/println("\[/println("<[/' "$checkout/jbang-scripts/train.java"
says "a changed script is compiled" "<[x]" "$("$jbang" train x 2>/dev/null)"
rm "$checkout/jbang-scripts/train.java.old"
says "which builds no library" 4 "$(builds)"

mkdir "$work/second"
says "in a second home a script runs" "<[x]" "$(HOME=$work/second "$jbang" train x 2>/dev/null)"
says "for which the library is built again" 5 "$(builds)"

says "alone it lists the verbs" "  train        Prints what it was given." "$("$jbang" | grep train)"
says "a path to a script" "<[a b]|<[]" "$(cd "$work" && "$jbang" checkout/jbang-scripts/train.java 'a b' '' | tr '\n' '|' | sed 's/|$//')"
says "a command of JBang" "$jbang_version" "$("$jbang" version 2>/dev/null)"

# A JBang of the user's: the alias runs the wrapper, from any folder of the checkout.
mkdir "$checkout/lib/deep"
cd "$checkout/lib/deep"
alias_command=$(JBANG_DIR=$work/user JBANG_NO_VERSION_CHECK=true "$java" -cp "$real_jbang" \
  dev.jbang.Main --quiet train "c d" || true)
says "the alias of the catalog" "<[c d]" "$(eval "$alias_command")"

exit $failed
