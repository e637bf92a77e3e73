#!/bin/sh
# wrapper: what is missing or too old is told in one line
set -eu
. "$(dirname -- "$0")/expect.inc"
. "$root/environment/tools.sh"
require_java
real_jdk=$JAVA_HOME
unset JAVA_HOME
HOME=$work/home
mkdir "$HOME"
checkout=$work/checkout
make_checkout "$checkout"
tools=$checkout/.shelfcast/tools

# A PATH of just what the wrapper may count on, without Java and Maven.
bin=$work/bin
mkdir "$bin"
for tool in sh awk cat cksum cp date dirname env find flock grep head id ln ls mkdir mv readlink rm \
  sed sha256sum shasum sleep sort tail tr uname xargs; do
  ! path=$(command -v "$tool") || ln -s "$path" "$bin/$tool"
done

# told NAME EXPECTED [VARIABLE=VALUE...]: `train` must fail with code 1 and just this line.
told() {
  name=$1 expected=$2
  shift 2
  code=0
  said=$(env "$@" PATH="$bin" "$checkout/environment/jbang" train 2>&1 >/dev/null) || code=$?
  said=$(printf '%s\n' "$said" | grep -v ' (once.*\.\.\.$') || true
  says "$name" "1 shelfcast: $expected" "$code $said"
}

jdk() {
  fake "$1/bin/javac" </dev/null
  echo "$2" | fake "$1/bin/java"
}

told "no JDK" "no JDK found: install JDK 17 or newer and put it on the PATH, or set JAVA_HOME to it"

told "JAVA_HOME without a compiler" \
  "no JDK in /nowhere (no bin/javac): install JDK 17 or newer and set JAVA_HOME to it" \
  JAVA_HOME=/nowhere

jdk "$work/jdk 11" 'exit 1'
echo 'JAVA_VERSION="11.0.2"' >"$work/jdk 11/release"
told "JAVA_HOME is an old JDK" \
  "the JDK in $work/jdk 11 is version 11.0.2: install JDK 17 or newer and set JAVA_HOME to it" \
  JAVA_HOME="$work/jdk 11"

ln -s "$work/jdk 11/bin/javac" "$bin/javac"
told "the PATH leads to an old JDK" \
  "the JDK in $work/jdk 11 is version 11.0.2: install JDK 17 or newer and set JAVA_HOME to it"
rm "$bin/javac"

jdk "$work/jdk 8" 'echo "openjdk version \"1.8.0_292\"" >&2'
told "an old JDK that has no release file" \
  "the JDK in $work/jdk 8 is version 1.8.0_292: install JDK 17 or newer and set JAVA_HOME to it" \
  JAVA_HOME="$work/jdk 8"

told "no HOME" "HOME is not set: set it to your home folder, where Maven keeps what it downloads" \
  -u HOME JAVA_HOME="$real_jdk"

told "no Maven" "no Maven found: install Maven 3.8 or newer and put its mvn on the PATH" \
  JAVA_HOME="$real_jdk"

echo 'echo "Apache Maven 3.6.3 (cecedd343002)"' | fake "$bin/mvn"
told "an old Maven" "mvn ($bin/mvn) is version 3.6.3: install Maven 3.8 or newer" \
  JAVA_HOME="$real_jdk"

# maven_says LINE: a Maven that is new enough and fails with this line.
maven_says() {
  fake "$bin/mvn" <<END
[ "\$1" != -v ] || { echo 'Apache Maven 4.0.0 (abc)'; exit; }
echo '[ERROR] $1'
exit 1
END
}

maven_says 'Could not transfer artifact x:y:pom:1 from/to central: repo.example: Name or service not known: Unknown host repo.example'
told "no network" \
  "Maven cannot fetch what is needed: connect to the network, or name your mirror or proxy in $HOME/.m2/settings.xml, and run it again (log: $tools/library.log)" \
  JAVA_HOME="$real_jdk"

maven_says 'Could not create local repository at /nonexistent/.m2/repository'
told "a HOME that cannot be written" \
  "Maven cannot write its local repository: Could not create local repository at /nonexistent/.m2/repository: set HOME to a folder that you may write" \
  JAVA_HOME="$real_jdk"

maven_says 'Library.java:[3,1] class expected'
code=0
said=$(env PATH="$bin" JAVA_HOME="$real_jdk" "$checkout/environment/jbang" train 2>&1) || code=$?
says "an error of the build is Maven's own, with its log" \
  "1 [ERROR] Library.java:[3,1] class expected|shelfcast: Maven failed, see $tools/library.log" \
  "$code $(printf '%s\n' "$said" | tail -n 2 | tr '\n' '|' | sed 's/|$//')"

fake "$bin/mvn" <<'END'
[ "$1" != -v ] || { echo 'Apache Maven 3.8.7'; exit; }
jar=$HOME/.m2/repository/io/shelfcast/shelfcast/1/shelfcast-1.jar
mkdir -p "${jar%/*}" && echo library >"$jar" && echo "[INFO] Installing x.jar to $jar"
for option; do
  case $option in -DoutputDirectory=*)
    mkdir -p "${option#*=}" && echo "not JBang" >"${option#*=}/jbang-cli-0.132.1-all.jar" ;;
  esac
done
END
told "a JBang that is not the expected one" \
  "the fetched JBang is not the expected one (sha256 $(echo "not JBang" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1)): remove dev/jbang from the Maven repository and ask who runs your mirror" \
  JAVA_HOME="$real_jdk"

code=0
said=$(env PATH="$bin" "$checkout/environment/jbang" trian 2>&1) || code=$?
says "an unknown verb, with the nearest" \
  "2 shelfcast: no verb 'trian': did you mean train? (environment/jbang lists them all)" "$code $said"

exit $failed
