#!/bin/sh
# Print the path of a Chromium to test with: one that is installed, else install one where that is possible.
set -eu

find_browser() {
    if [ -n "${PAIRLENS_CHROMIUM:-}" ] && [ -x "$PAIRLENS_CHROMIUM" ]; then echo "$PAIRLENS_CHROMIUM"; return; fi
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        command -v "$name" && return
    done
    path=$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as s
with s() as p: print(p.chromium.executable_path)' 2>/dev/null) && [ -x "$path" ] && echo "$path" && return
    return 1
}

install_browser() {
    root=""
    [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && root="sudo -n"; } || return 1
    if command -v apt-get >/dev/null; then
        $root apt-get update -qq && $root apt-get install -y -qq chromium
    elif command -v dnf >/dev/null; then
        $root dnf install -y -q chromium
    elif command -v apk >/dev/null; then
        $root apk add -q chromium
    else
        return 1
    fi
}

find_browser && exit 0
echo 'No Chromium found; installing one …' >&2
install_browser >&2 || .venv/bin/python -m playwright install chromium >&2 || true
find_browser && exit 0
echo 'There is no Chromium or Chrome here and none could be installed, so the view cannot be tested.' >&2
echo 'Install one (Debian, Ubuntu: apt-get install chromium) or name it: make test PAIRLENS_CHROMIUM=/path/to/chrome' >&2
exit 1
