# Run on a pod's jump host by the Jenkinsfile: the machine is what it should be, and a reset takes away what was written.
# With after_reset=yes set before, the note of the first run must be gone.
set -eu
note=$HOME/laas-pod-check
if [ "${after_reset:-no}" = yes ]; then
  if [ -e "$note" ]; then
    echo "pod-check: $note should have gone with the reset" >&2
    exit 1
  fi
  echo "pod-check: the note is gone, the machine is as it was handed over"
fi
echo "pod-check: $(hostname) runs $(uname -sr)"
ip -4 -o addr show 2>/dev/null | grep -vw lo || ifconfig
grep -q . "$HOME/.ssh/authorized_keys" || { echo "pod-check: no key lets anybody in" >&2; exit 1; }
date >"$note"
sync
