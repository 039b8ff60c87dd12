# shellcheck shell=bash
#
# Makes .venv and keeps it equal to a lock file. Sourced by the executables in scripts/, which say
#   need_venv requirements.txt        or        need_venv requirements-dev.txt
# and then run what stands in "$venv/bin". Once set up, this costs two short processes and no Python.
#
# A stamp in .venv, written last, says which lock was installed, where, and with which interpreter.
# An interrupted install, a changed lock, a moved folder and a new system Python all leave a stamp
# that does not match, and only then is pip touched.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
venv="$root/.venv"
unfinished="$venv/install-unfinished"
export NO_MKDOCS_2_WARNING=1 # the theme's notice about another MkDocs: ours is pinned

say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $1"
  shift
  for line in "$@"; do say "  $line"; done
  exit 2
}

# --- the environment ------------------------------------------------------------------------------

# need_venv LOCK: after this, .venv holds what LOCK (a file at the root) lists, and the project itself.
need_venv() {
  if is_current "$1"; then return; fi
  (
    if ! flock --nonblock 9; then
      say "Waiting for another command that is setting up .venv ..."
      flock 9
    fi
    is_current "$1" || set_up "$1"
  ) 9<"$root"
}

is_current() {
  local stamp
  stamp="$(stamp_file "$1")"
  [[ -f $stamp && $(<"$stamp") == "$(stamp_for "$1")" ]]
}

stamp_file() { printf '%s' "$venv/stamp-$1"; }

stamp_for() {
  local sum
  sum="$(sha256sum <"$root/$1")"
  printf 'lock %s\nvenv %s\npython %s' "${sum%% *}" "$venv" "$(readlink -f "$venv/bin/python")"
}

set_up() {
  local lock=$1
  # What .venv points to belongs to another checkout, and making .venv anew would empty it.
  if [[ -L $venv ]]; then die ".venv is a link to another folder" "Remove the link: rm '$venv'"; fi
  if ! is_sound; then
    local python
    python="$(find_python)"
    say "Making .venv with $("$python" --version) ..."
    "$python" -m venv --clear "$venv" || die "$python could not make $venv"
  fi
  rm -f "$venv"/stamp-*
  touch "$unfinished"
  install_lock "$lock"
  install_project
  rm "$unfinished"
  stamp_for "$lock" >"$(stamp_file "$lock")"
  if [[ $lock == requirements-dev.txt ]]; then # the dev lock holds the other one whole
    stamp_for requirements.txt >"$(stamp_file requirements.txt)"
  fi
}

# A .venv that was moved or copied still runs Python, but its commands point to the old place. After an
# install that was cut short, a package may look whole and not be.
is_sound() {
  [[ ! -e $unfinished ]] &&
    grep -qsF "$venv/bin/python" "$venv/bin/pip" &&
    "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
    pip --version >/dev/null 2>&1
}

pip() {
  PIP_REQUIRE_VIRTUALENV=0 PIP_USER=0 \
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input "$@" </dev/null
}

# The lock is complete, so pip need not resolve anything (--no-deps): each file must match a hash.
install_lock() {
  local total
  total="$(grep -c == "$root/$1")"
  say "Installing $total packages from $1 (a minute or so the first time) ..."
  pip install --no-deps --require-hashes --requirement "$root/$1" | show_progress "$total" ||
    die "pip could not install $1: the reason stands above." "Run this command again to go on."
}

# Editable: an edit in scripts/helpdesk counts at once. The build tool comes from the lock.
install_project() {
  pip install --quiet --no-index --no-deps --no-build-isolation --editable "$root" ||
    die "pip could not install this project into .venv: the reason stands above."
}

# Turns pip's lines into a count: in place at a terminal, a line each in a log.
show_progress() {
  local total=$1 count=0 line name start='' end=$'\n'
  if [[ -t 2 ]]; then start=$'\r\e[K' end=''; fi
  while IFS= read -r line; do
    case $line in
      "Collecting "* | "Requirement already satisfied: "*)
        count=$((count + 1))
        name=${line#Collecting }
        name=${name#Requirement already satisfied: }
        printf '%s  [%d/%d] %s%s' "$start" "$count" "$total" "${name%% *}" "$end" >&2
        ;;
      "Installing collected packages: "*)
        printf '%s  unpacking ...%s' "$start" "$end" >&2
        ;;
    esac
  done
  printf '%s' "$start" >&2
}

# --- what the system must bring -------------------------------------------------------------------

# Prints a Python of 3.11 or newer that can make environments; the system's own is tried first.
find_python() {
  local name found=''
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    # A name on the PATH may be an empty shell of a version manager: only running it tells.
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null </dev/null || continue
    if can_make_venv "$name"; then
      printf '%s' "$name"
      return
    fi
    found=${found:-$name}
  done
  if [[ -z $found ]]; then
    found=python3
    apt_install python3 python3-venv || die "Python 3.11 or newer is needed, and none was found." \
      "On Debian or Ubuntu type: sudo apt-get install python3 python3-venv" \
      "If yours stands elsewhere: PYTHON=/path/to/python3 $0"
  else
    local package
    package="$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    apt_install "$package" || die "$found cannot make environments: its module venv is not whole." \
      "On Debian or Ubuntu type: sudo apt-get install $package"
  fi
  can_make_venv "$found" || die "The Python of this system is older than 3.11, or has no venv." \
    "If you have a newer one: PYTHON=/path/to/python3 $0"
  printf '%s' "$found"
}

can_make_venv() {
  "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null </dev/null
}

# apt_install PACKAGE...: installs Debian packages where it may; else fails, and the caller says what
# to type.
apt_install() {
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then return 1; fi
  say "Installing Debian packages: $* ..."
  {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
      -o Dpkg::Use-Pty=0 "$@"
  } >/dev/null </dev/null
}
