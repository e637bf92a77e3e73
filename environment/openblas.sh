# Sourced, not run.
# DL4J's OpenBLAS, 0.3.19, does not know processors newer than itself, and takes kernels of long ago for them: training an
# LSTM takes up to three times as long. So it is told what the processor can do, unless the user chose.
if [ -z "${OPENBLAS_CORETYPE:-}" ] && [ -r /proc/cpuinfo ]; then
  if grep -q avx512bw /proc/cpuinfo; then
    export OPENBLAS_CORETYPE=SkylakeX
  elif grep -q avx2 /proc/cpuinfo; then
    export OPENBLAS_CORETYPE=Haswell
  fi
fi
