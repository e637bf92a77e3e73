# What environment/notebooks, environment/render and their check share: Python, the virtual
# environment, the library's jars beside each other. Sourced after tools.sh, not run.

notebook_tools=$root/.shelfcast/notebooks
venv=$notebook_tools/venv
notebook_jars=$root/lib/target/notebook
notebook_module=shelfcast-cloud

# Sets $python, a Python 3.11: the requirements are pinned, with their digests, for that version.
require_python() {
  for python in "${PYTHON:-}" python3.11 python3 python; do
    [ -n "$python" ] && command -v "$python" >/dev/null || continue
    [ "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = 3.11 ] || continue
    "$python" -c 'import venv, ensurepip' 2>/dev/null && return
  done
  fail "no Python 3.11 with venv found: install it (Debian: apt-get install python3.11-venv) and put python3.11 on the PATH, or set PYTHON to it"
}

# Makes the virtual environment where it is not there or made from other requirements.
require_venv() {
  wanted=$(cksum <"$root/environment/requirements.txt")
  if [ -r "$venv/made-from" ] && [ "$(cat "$venv/made-from")" = "$wanted" ]; then return; fi
  require_python
  echo "Fetching JupyterLab and the Java kernel (once) ..." >&2
  rm -rf "$venv"
  mkdir -p "$notebook_tools"
  "$python" -m venv "$venv" >"$notebook_tools/pip.log" 2>&1 &&
    "$venv/bin/python" -m pip install --disable-pip-version-check --require-hashes \
      -r "$root/environment/requirements.txt" >>"$notebook_tools/pip.log" 2>&1 ||
    fail "pip could not install environment/requirements.txt, see $notebook_tools/pip.log: connect to the network, or name your mirror in pip's own settings"
  printf '%s\n' "$wanted" >"$venv/made-from"
}

# Fills lib/target/notebook with the library and all it needs, for the first cell's %classpath.
require_notebook_jars() {
  module=$notebook_module
  digest=$(library_digest)
  stamp="$digest $(cksum <"$root/environment/notebook-tools.sh")"
  if [ -r "$notebook_jars/made-from" ] && [ "$(cat "$notebook_jars/made-from")" = "$stamp" ]; then return; fi
  lock
  require_library
  require_maven
  rm -rf "$notebook_jars"
  mkdir -p "$notebook_jars"
  maven_logged notebook-jars -pl "$module" dependency:copy-dependencies \
    -Dmaven.test.skip=true -DincludeScope=runtime -DoutputDirectory="$notebook_jars"
  for jar in shelfcast shelfcast-server shelfcast-container shelfcast-cloud; do # those built here, not an older snapshot
    if [ -r "$tools/library-$jar" ]; then
      IFS= read -r library_jar <"$tools/library-$jar"
      cp "$library_jar" "$notebook_jars/"
    fi
  done
  printf '%s\n' "$stamp" >"$notebook_jars/made-from"
  unlock
}

# The environment of the kernel. It needs none of this to work; it is faster with it.
notebook_environment() {
  export SHELFCAST_CHECKOUT="$root"
  export JJAVA_JVM_OPTS="${JJAVA_JVM_OPTS:--Xmx2g -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.nopointergc=true${home_option:+ $home_option}}"
  export PATH="$venv/bin:$JAVA_HOME/bin:$PATH"
  export JUPYTER_PLATFORM_DIRS=1 SHELFCAST_KERNEL_LOG="$notebook_tools/kernel.log"
  export IPYTHONDIR="$notebook_tools/ipython" JUPYTER_CONFIG_DIR="$notebook_tools/jupyter"
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
}

prepare_notebooks() {
  require_home
  require_java
  mkdir -p "$tools" 2>/dev/null && [ -w "$tools" ] ||
    fail "$root/.shelfcast is not writable for $(id -un): use a checkout of your own"
  require_venv
  require_notebook_jars
  notebook_environment
}
