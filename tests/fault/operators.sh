# SPDX-License-Identifier: Apache-2.0
#
# Accounts from the command line: a hall's first administrator, a list taken whole or
# not at all, passwords that are good once and stand nowhere but on their slip, and
# the broken glass, which asks the one at the server and stays visible.
# usage: operators.sh YICHUANG
set -eu

YICHUANG=$1
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
STORE=$WORK/hall/hall.db

step() {
	echo "== $*"
}

fail() {
	echo "FAILED: $*" >&2
	exit 1
}

# says STATUS TEXT ARGUMENTS…: the program ends like that and says so
says() {
	want=$1 text=$2 got=0
	shift 2
	"$YICHUANG" --store "$STORE" "$@" >"$WORK/printed" 2>"$WORK/said" </dev/null || got=$?
	[ "$got" = "$want" ] || fail "$* ended with $got, not $want: $(cat "$WORK/said")"
	grep -q -- "$text" "$WORK/said" || [ -z "$text" ] || fail "$* said: $(cat "$WORK/said")"
}

# The password on the n-th slip of a workbook.
slip() {
	unzip -p "$1" xl/sharedStrings.xml | grep -oE '[a-z]{4}-[a-z]{3}[2-9]-[2-9]{2}' | sed -n "${2}p"
}

"$YICHUANG" demo "$WORK/hall" >/dev/null
export YICHUANG_PASSWORD_FILE=$WORK/hall/password

step "only the administrator grants, and not to one who does cases"
says 4 要由有 operator add neu --name 新人 --posts 经办 --slips "$WORK/a.xlsx" --operator zhuguan
[ ! -e "$WORK/a.xlsx" ] || fail "slips of accounts that were not made"
says 3 不办业务 operator add neu --name 新人 --posts 经办,管理 --slips "$WORK/a.xlsx" --operator guanli
says 1 请写明 operator add neu --name 新人 --posts 经办 --operator guanli
says 0 "" operator add neu --name 新人 --posts 经办 --slips "$WORK/a.xlsx" --operator guanli
says 5 不会覆盖 operator reset neu --reason 忘记 --slips "$WORK/a.xlsx" --operator guanli
says 4 自己 operator posts guanli --posts 经办 --reason 兼 --operator guanli
says 3 最后一位 operator active guanli no --reason 离岗 --operator zhuguan

step "a list is taken whole or not at all"
printf '登录名,姓名,岗位\nwang,王芳,经办、复核\nneu,旧人,经办\n' >"$WORK/staff.csv"
says 2 "第 3 行" operator import "$WORK/staff.csv" --slips "$WORK/b.xlsx" --operator guanli
[ ! -e "$WORK/b.xlsx" ] || fail "slips of a list that was not taken"
printf '登录名,姓名,岗位\nwang,王芳,经办、复核\nqian,钱多,审核\n' | iconv -f UTF-8 -t GB18030 >"$WORK/staff.csv"
says 0 "" operator import "$WORK/staff.csv" --check --operator guanli
says 0 "" operator list --operator guanli --json
! grep -q wang "$WORK/printed" || fail "a list that was only checked was taken"
says 4 要由有 operator import "$WORK/staff.csv" --slips "$WORK/b.xlsx" --operator jingban
says 0 "" operator import "$WORK/staff.csv" --slips "$WORK/b.xlsx" --operator guanli
says 0 "" operator list --operator guanli --json
grep -q qian "$WORK/printed" || fail "not taken: $(cat "$WORK/printed")"
[ "$(stat -c %a "$WORK/b.xlsx")" = 600 ] || fail "the slips can be read by others"

step "a password that was handed out opens nothing but its own change"
once=$(slip "$WORK/b.xlsx" 1)
[ -n "$once" ] || fail "no password on the slip"
printf '%s\n' "$once" >"$WORK/once"
printf 'selbst-2026\n' >"$WORK/own"
YICHUANG_PASSWORD_FILE=$WORK/once
says 4 须先修改 operator list --operator wang
YICHUANG_NEW_PASSWORD_FILE=$WORK/once says 2 用过 operator password --operator wang
YICHUANG_NEW_PASSWORD_FILE=$WORK/own says 0 "" operator password --operator wang
YICHUANG_PASSWORD_FILE=$WORK/own
says 4 要由有 operator list --operator wang
YICHUANG_PASSWORD_FILE=$WORK/hall/password
! grep -qa -- "$once" "$STORE" "$STORE-wal" 2>/dev/null || fail "the password stands in the store"

step "the glass is broken by hand, for administrators, and leaves its mark"
glass() {
	want=$1 typed=$2 got=0
	shift 2
	printf '%s\n' "$typed" | "$YICHUANG" --store "$STORE" operator reset "$1" --break-glass \
		--reason 管理员离职 --slips "$WORK/$2" >"$WORK/printed" 2>"$WORK/said" || got=$?
	[ "$got" = "$want" ] || fail "reset $1 ended with $got: $(cat "$WORK/said")"
}
glass 3 yes guanli c.xlsx
grep -q 什么都没有改 "$WORK/said" || fail "$(cat "$WORK/said")"
[ ! -e "$WORK/c.xlsx" ] || fail "a slip without a reset"
glass 3 "破例重置 jingban" jingban c.xlsx
glass 0 "破例重置 guanli" guanli c.xlsx
says 4 登录名或密码不对 operator list --operator guanli
slip "$WORK/c.xlsx" 1 >"$WORK/once"
YICHUANG_PASSWORD_FILE=$WORK/once YICHUANG_NEW_PASSWORD_FILE=$WORK/own \
	says 0 "" operator password --operator guanli
says 0 "" operator log --operator zhuguan --json
grep -q broke_glass "$WORK/printed" || fail "no mark: $(cat "$WORK/printed")"
grep -q 管理员离职 "$WORK/printed" || fail "no reason: $(cat "$WORK/printed")"
says 0 "" operator log --operator zhuguan --from 2020-01-01 --till 2020-01-02
[ ! -s "$WORK/printed" ] || fail "days of before: $(cat "$WORK/printed")"

step "it all is in the ledger and can be made again from it"
says 0 "" verify --rebuild
