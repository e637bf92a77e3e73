# What environment/jbang and environment/test both need: a JDK, Maven, JBang, the library.
# Sourced, not run. Expects $root, the checkout; everything made here lives in $root/.shelfcast/tools.

jbang_version=0.132.1
jbang_sha256=f977075849cff866f45b27997f5671ab8a336a5dd3cf9e702b3479128338f3a7
tools=$root/.shelfcast/tools

. "$root/environment/openblas.sh"

fail() {
  printf 'shelfcast: %s\n' "$1" >&2
  exit 1
}

# Sets JAVA_HOME and $java. The version is read from the JDK's own release file: starting a JVM to
# ask for it would cost each command a tenth of a second.
require_java() {
  if [ -z "${JAVA_HOME:-}" ] && [ -x /usr/libexec/java_home ]; then
    # macOS has a javac on every PATH that only says where to get one.
    JAVA_HOME=$(/usr/libexec/java_home -v 17+ 2>/dev/null) || JAVA_HOME=
  elif [ -z "${JAVA_HOME:-}" ] && command -v javac >/dev/null; then
    JAVA_HOME=$(readlink -f "$(command -v javac)") || JAVA_HOME=
    JAVA_HOME=${JAVA_HOME%/bin/javac}
    if [ ! -x "$JAVA_HOME/bin/javac" ]; then # the launcher of a version switcher
      JAVA_HOME=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    fi
  fi
  [ -n "${JAVA_HOME:-}" ] ||
    fail "no JDK found: install JDK 17 or newer and put it on the PATH, or set JAVA_HOME to it"
  [ -x "$JAVA_HOME/bin/javac" ] ||
    fail "no JDK in $JAVA_HOME (no bin/javac): install JDK 17 or newer and set JAVA_HOME to it"
  java_version=
  if [ -r "$JAVA_HOME/release" ]; then
    java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
  fi
  if [ -z "$java_version" ]; then
    java_version=$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  [ "$(major "$java_version")" -ge 17 ] ||
    fail "the JDK in $JAVA_HOME is version ${java_version:-unknown}: install JDK 17 or newer and set JAVA_HOME to it"
  export JAVA_HOME
  java=$JAVA_HOME/bin/java
}

# The first number of a version, 0 if there is none.
major() {
  number=${1%%[!0-9]*}
  echo "${number:-0}"
}

# Java asks the password file for the home folder, not HOME. Where the two differ, HOME holds, for
# Maven, JBang and the scripts alike. Sets $home_option, empty where there is nothing to say.
require_home() {
  [ -n "${HOME:-}" ] ||
    fail "HOME is not set: set it to your home folder, where Maven keeps what it downloads"
  home_option=
  [ "$(eval "printf %s ~$(id -un 2>/dev/null)")" = "$HOME" ] || home_option=-Duser.home=$HOME
}

require_maven() {
  command -v mvn >/dev/null ||
    fail "no Maven found: install Maven 3.8 or newer and put its mvn on the PATH"
  maven_version=$(mvn -v 2>&1 | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  maven_minor=${maven_version#*.}
  [ "$(($(major "$maven_version") * 100 + $(major "$maven_minor")))" -ge 308 ] ||
    fail "mvn ($(command -v mvn)) is version ${maven_version:-unknown}: install Maven 3.8 or newer"
}

maven() {
  if [ -n "$home_option" ]; then
    JDK_JAVA_OPTIONS="${JDK_JAVA_OPTIONS:-} \"$home_option\"" mvn -B -ntp "$@"
  else
    mvn -B -ntp "$@"
  fi
}

# Runs Maven with its output in a log; where it fails, one line says why, or the log's last lines do.
maven_logged() {
  log=$tools/$1.log
  shift
  maven -f "$root/lib/pom.xml" "$@" >"$log" 2>&1 9>&- </dev/null && return
  if grep -q 'Could not create local repository' "$log"; then
    fail "Maven cannot write its local repository: $(sed -n 's/.*\(Could not create local repository at [^ ]*\).*/\1/p' "$log" | head -n 1): set HOME to a folder that you may write"
  elif grep -qE 'Unknown host|Connection refused|[Nn]etwork is unreachable|No route to host|timed out|name resolution|in offline mode' "$log"; then
    fail "Maven cannot fetch what is needed: connect to the network, or name your mirror or proxy in $HOME/.m2/settings.xml, and run it again (log: $log)"
  fi
  grep '^\[ERROR\]' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
  fail "Maven failed, see $log"
}

# Fetches JBang as a Maven artifact, so that the user's own mirrors and proxies hold. Sets $jbang_jar.
require_jbang() {
  jbang_jar=$tools/jbang-cli-$jbang_version-all.jar
  [ ! -f "$jbang_jar" ] || return 0
  echo "Fetching JBang (once) ..." >&2
  require_maven
  rm -rf "$tools/fetched"
  maven_logged jbang -N dependency:copy \
    -Dartifact="dev.jbang:jbang-cli:$jbang_version:jar:all" -DoutputDirectory="$tools/fetched"
  fetched=$tools/fetched/jbang-cli-$jbang_version-all.jar
  sum=$(sha256sum "$fetched" 2>/dev/null || shasum -a 256 "$fetched")
  [ "${sum%% *}" = "$jbang_sha256" ] ||
    fail "the fetched JBang is not the expected one (sha256 ${sum%% *}): remove dev/jbang from the Maven repository and ask who runs your mirror"
  mv "$fetched" "$jbang_jar"
  rm -rf "$tools/fetched"
}

# A digest of everything that makes the library, by content.
library_digest() {
  (cd "$root/lib" && find . -name target -prune -o -path '*/src/test' -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' \) -type f -print |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum | tr ' ' -)
}

# The module of the library that a script asks for: those that run a server or talk to a cloud have
# one of their own, so that the others need not fetch what only these use.
module_of() {
  found=$(sed -n 's/^\/\/DEPS io\.shelfcast:\([a-z-]*\):.*/\1/p' "$1" | head -n 1)
  echo "${found:-shelfcast}"
}

# True where the Maven repository holds $module built from just these sources. The stamp stands
# beside the installed jar and covers its content too: two checkouts share a repository without
# running each other's code, and an emptied repository or an install by hand is noticed.
library_is_current() {
  [ -r "$tools/library-$module" ] && [ -r "$tools/library-home" ] || return 1
  IFS= read -r library_home <"$tools/library-home" || return 1
  [ "$library_home" = "$HOME" ] || return 1 # another home, another repository
  IFS= read -r library_jar <"$tools/library-$module"
  [ -f "$library_jar" ] && [ -r "${library_jar%/*}/shelfcast.stamp" ] || return 1
  IFS= read -r stamp <"${library_jar%/*}/shelfcast.stamp"
  [ "$stamp" = "$digest $(cksum <"$library_jar")" ]
}

# Builds and installs $module and those it needs. Sets $library_jar and leaves its path in
# $tools/library-$module.
require_library() {
  ! library_is_current || return 0
  echo "Building the library (once; the first time it fetches its dependencies) ..." >&2
  require_maven
  rm -rf "$tools"/library-* "$tools/commands" "$tools/cache" # scripts are compiled against it
  maven_logged library -pl "$module" -am install -Dmaven.test.skip=true -Dspotless.check.skip=true
  sed -n 's/.*Installing .* to \(.*\/io\/shelfcast\/.*\.jar\)$/\1/p' "$log" >"$tools/installed"
  while IFS= read -r library_jar; do
    echo "$digest $(cksum <"$library_jar")" >"${library_jar%/*}/shelfcast.stamp"
    folder=${library_jar%/*/*}
    echo "$library_jar" >"$tools/library-${folder##*/}"
  done <"$tools/installed"
  rm "$tools/installed"
  printf '%s\n' "$HOME" >"$tools/library-home"
  library_is_current || fail "Maven does not say where it installed the library, see $log"
}

# One command of a checkout at a time fetches, builds or compiles; the others wait for it.
lock() {
  mkdir -p "$tools" 2>/dev/null && [ -w "$tools" ] ||
    fail "$root/.shelfcast is not writable for $(id -un): use a checkout of your own"
  if command -v flock >/dev/null; then
    exec 9>"$tools/lock"
    flock 9
    return
  fi
  trap unlock EXIT
  trap 'exit 130' INT TERM
  until ln -s $$ "$tools/lock.pid" 2>/dev/null; do # atomic, and says who holds it
    kill -0 "$(readlink "$tools/lock.pid")" 2>/dev/null || rm -f "$tools/lock.pid"
    sleep 1
  done
}

unlock() {
  if [ "$(readlink "$tools/lock.pid" 2>/dev/null)" = $$ ]; then
    rm -f "$tools/lock.pid"
  fi
  exec 9>&-
}
