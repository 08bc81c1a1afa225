#!/bin/sh
# Prints the path of a Chromium for the browser tests: the one of CHROMIUM, else one in PATH, else Debian's, which is
# installed when this runs as root.
set -eu

# The papers are read back with poppler's pdftotext.
if ! command -v pdftotext >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends poppler-utils; } >&2
  else
    echo "The browser tests read PDFs with pdftotext. Install it (Debian, Ubuntu: sudo apt-get install -y poppler-utils)." >&2
    exit 1
  fi
fi

find_one() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

if [ -n "${CHROMIUM:-}" ]; then
  command -v "$CHROMIUM" || { echo "CHROMIUM is set to $CHROMIUM, which is not there." >&2; exit 1; }
  exit 0
fi

find_one && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "No Chromium here: installing Debian's, once." >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2
  find_one && exit 0
fi
echo "The browser tests need a Chromium. Install it (Debian, Ubuntu: sudo apt-get install -y chromium), or say where it is with CHROMIUM=/path." >&2
exit 1
