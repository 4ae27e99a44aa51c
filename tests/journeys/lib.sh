# SPDX-License-Identifier: Apache-2.0
# What the journeys share: a hall of their own, the program in a real terminal of
# 80x24, and looks at the screen, the store and the documents. Everything is
# sealed: a tmux server, a home and a clock of its own. Nothing sleeps for a fixed
# time: each look is repeated until it is true or PATIENCE is over.
#
#   . "$(dirname "$0")/lib.sh"          $1 = the program
set -eu

YICHUANG=$1
HERE=$(cd "$(dirname "$0")" && pwd)
SOURCE=${YICHUANG_SOURCE_ROOT:-$HERE/../..}
LIB=$HERE/../journeys
PATIENCE=${PATIENCE:-20}
COLS=80 ROWS=24
AT=w1 # the terminal that is typed into and looked at; `at w2` goes to another
BEFORE= # shell commands before the program starts
DAY=2026-11-24

WORK=$(mktemp -d "${TMPDIR:-/tmp}/yichuang-journey.XXXXXX")
HALL=$WORK/hall
STORE=$HALL/hall.db
DOCUMENTS=$HALL/documents
SCREEN=$WORK/screen
export HOME="$WORK" XDG_DATA_HOME="$WORK/data" XDG_CONFIG_HOME="$WORK/config"
export LANG=C.UTF-8 LC_ALL=C.UTF-8 LANGUAGE= TZ=Asia/Shanghai TERM=xterm-256color
export TMUX_TMPDIR="$WORK" YICHUANG_PASSWORD_FILE="$HALL/password"
unset TMUX TMUX_PANE NO_COLOR || true

tmux_do() {
	tmux -u -L journey -f /dev/null "$@"
}

finish() {
	status=$?
	tmux_do kill-server 2>/dev/null || true
	rm -rf "$WORK"
	exit $status
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# ---- saying what went wrong ----

fail() {
	echo "FAIL: $*"
	if [ -f "$SCREEN" ]; then
		echo "---- screen ----"
		cat "$SCREEN"
		echo "----------------"
	fi
	[ ! -s "$WORK/stderr.$AT" ] || cat "$WORK/stderr.$AT"
	exit 1
}

step() {
	echo "-- $*"
}

# until_true COMMAND...: repeats it, 20 times a second.
until_true() {
	turns=$((PATIENCE * 20))
	until "$@"; do
		turns=$((turns - 1))
		[ "$turns" -gt 0 ] || return 1
		sleep 0.05
	done
}

# ---- the hall and the terminal ----

# make_hall: a demo hall in $HALL.
make_hall() {
	"$YICHUANG" demo "$HALL" >/dev/null || fail "demo"
}

# at NAME: from here on this terminal.
at() {
	AT=$1
}

# start [OPTIONS]: the program on the hall's store; its exit status goes to $WORK/status.NAME.
start() {
	rm -f "$WORK/status.$AT"
	tmux_do new-session -d -s "$AT" -x "$COLS" -y "$ROWS" \
		"$BEFORE '$YICHUANG' --store '$STORE' $* 2>'$WORK/stderr.$AT'; echo \$? >'$WORK/status.$AT'" ||
		fail "tmux"
}

# keys NAME...: keys by tmux's names: Enter Escape Space F9 Up BSpace.
keys() {
	tmux_do send-keys -t "$AT" "$@" || fail "the program is gone"
}

# type_in TEXT: as from the keyboard or an input method.
type_in() {
	tmux_do send-keys -t "$AT" -l -- "$1" || fail "the program is gone"
}

has_ended() {
	[ -s "$WORK/status.$AT" ]
}

# ends_with STATUS
ends_with() {
	until_true has_ended || fail "the program does not end"
	[ "$(cat "$WORK/status.$AT")" = "$1" ] ||
		fail "exit status $(cat "$WORK/status.$AT") instead of $1"
}

# log_in NAME
log_in() {
	wait_for 登录名
	type_in "$1"
	keys Enter
	type_in "$(cat "$HALL/password")"
	keys Enter
	wait_for 办什么事
}

# From home to the end, with nothing said on stderr: a sanitizer would.
log_out() {
	keys F10
	wait_for 登录名
	keys Escape
	ends_with 0
	[ ! -s "$WORK/stderr.$AT" ] || fail "something on stderr"
}

# ---- the screen ----

look() {
	tmux_do capture-pane -t "$AT" -p >"$SCREEN" 2>/dev/null
}

shows() {
	look && grep -qF -- "$1" "$SCREEN"
}

shows_not() {
	look && ! grep -qF -- "$1" "$SCREEN"
}

# wait_for TEXT...: each is on the screen, perhaps in a moment.
wait_for() {
	for text; do
		until_true shows "$text" || fail "not on the screen: $text"
	done
}

screen_has() {
	wait_for "$@"
}

screen_lacks() {
	for text; do
		until_true shows_not "$text" || fail "still on the screen: $text"
	done
}

cursor_is_at() {
	look
	line=$(grep -nF -- "$1" "$SCREEN" | head -1 | cut -d: -f1)
	[ -n "$line" ] && [ "$(tmux_do display-message -t "$AT" -p '#{cursor_y}')" = $((line - 1)) ]
}

# cursor_at TEXT: in the first line with it, so that an input method opens there.
cursor_at() {
	until_true cursor_is_at "$1" || fail "the cursor is not at $1"
}

# The number of the case in the dialog that tells it.
number_on_screen() {
	wait_for 查询码
	sed -n 's/.*编号　*\([0-9]\{19\}\).*/\1/p' "$SCREEN" | head -1
}

query_code_on_screen() {
	sed -n 's/.*查询码　*\([0-9A-Z]\{8\}\).*/\1/p' "$SCREEN" | head -1
}

# ---- the store, through the program's own commands ----

# store_query COMMAND...: its JSON goes to $WORK/answer.
store_query() {
	"$YICHUANG" --store "$STORE" "$@" --json >"$WORK/answer" 2>"$WORK/said" ||
		fail "$*: $(cat "$WORK/said")"
}

# answer_is PATH VALUE: in the last answer; `state`, `0.number`, `papers.household.state`.
answer_is() {
	got=$(python3 "$LIB/look.py" json "$WORK/answer" "$1")
	[ "$got" = "$2" ] || fail "$1 is '$got' instead of '$2'"
}

# The chain, and every table made anew from it.
store_is_sound() {
	store_query verify --rebuild
}

# ---- documents ----

# xlsx_has FILE TEXT...: each text is in some cell.
xlsx_has() {
	python3 "$LIB/look.py" xlsx-has "$@" || fail "$1"
}

# xlsx_lacks FILE TEXT...: nowhere in the file, not even in a name or a property.
xlsx_lacks() {
	python3 "$LIB/look.py" xlsx-lacks "$@" || fail "$1"
}

# One A4 page with the QR code and the mark of a practice hall.
xlsx_is_a4() {
	python3 "$LIB/look.py" xlsx-a4 "$1" || fail "$1"
}
