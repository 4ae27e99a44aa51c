#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Backups that go wrong, and the drill: three cases, backup, three more, the machine
# is lost, restore elsewhere, the next number, the three entered from their slips.
. "$(dirname "$0")/../journeys/lib.sh"

make_hall
trap '' XFSZ
export YICHUANG_BACKUP_KEY_FILE="$WORK/key" YICHUANG_SUPERVISOR_PASSWORD_FILE="$HALL/password"
echo "correct horse battery" >"$YICHUANG_BACKUP_KEY_FILE"
USB=$WORK/usb
mkdir "$USB"

# says STATUS TEXT ARGUMENTS...: the exit status, and TEXT in what is said.
says() {
	want=$1 text=$2
	shift 2
	got=0
	"$YICHUANG" "$@" >"$WORK/printed" 2>"$WORK/said" || got=$?
	[ "$got" = "$want" ] || fail "$* ends with $got instead of $want: $(cat "$WORK/said")"
	[ -z "$text" ] || grep -qF -- "$text" "$WORK/said" || fail "$* does not say $text: $(cat "$WORK/said")"
}

backup() {
	says "$1" "$2" --store "$STORE" backup "$3" --operator "${4:-zhuguan}"
}

# accept STORE REQUEST [MEMBERS] [OPTIONS...]: prints the number.
accept() {
	at=$1 id=$2 more=${3:-}
	shift 2
	[ $# = 0 ] || shift
	printf '%s\n' '{"request_id": "'"$id"'", "item": "fs-001", "channel": "window",' "$more" \
		'"answers": {"who": "flex"}, "have": ["idcard", "household"],' \
		'"parties": [{"role": "insured", "name": "张三", "cert": "11010519491231002X",' \
		'"phone": "13800000000"}], "duplicate_reason": "演练"}' >"$WORK/request.json"
	"$YICHUANG" --store "$at" accept "$WORK/request.json" --operator jingban --on $DAY "$@" \
		>"$WORK/answer" 2>"$WORK/said" || return 1
	python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["number"])' "$WORK/answer"
}

nothing_on_stick() {
	[ -z "$(ls -A "$USB")" ] || fail "left on the stick: $(ls -A "$USB")"
}

step "a clerk makes none, and none without a passphrase"
backup 4 主管或管理 "$USB/a.ycb" jingban
(
	unset YICHUANG_BACKUP_KEY_FILE
	backup 4 YICHUANG_BACKUP_KEY_FILE "$USB/a.ycb"
)
nothing_on_stick
"$YICHUANG" backup --help >"$WORK/printed"
grep -q "备份里有.*收下的电子材料" "$WORK/printed" || fail "what is in a backup: $(cat "$WORK/printed")"

step "a stick that is full, away, write-protected"
for i in 1 2 3; do
	eval "N$i=\$(accept $STORE r$i)" || fail "accept: $(cat "$WORK/said")"
done
(
	ulimit -f 300 # of 512 bytes: the store's copy is bigger
	got=0
	"$YICHUANG" --store "$STORE" backup "$USB/full.ycb" --operator zhuguan 2>"$WORK/said" || got=$?
	[ $got = 5 ] || fail "a full disk ends with $got"
	grep -q "空间" "$WORK/said" || fail "a full disk: $(cat "$WORK/said")"
)
nothing_on_stick
backup 5 插好U盘 "$WORK/nowhere/a.ycb"
store_is_sound

step "killed at any moment: no half file under the name, the hall is sound"
for after in 0.05 0.1 0.2 0.3 0.4; do
	timeout -s KILL $after "$YICHUANG" --store "$STORE" backup "$USB/killed.ycb" --operator zhuguan \
		>/dev/null 2>&1 || true
	if [ -e "$USB/killed.ycb" ]; then # it was quicker
		says 0 "" --store "$WORK/whole$after.db" restore "$USB/killed.ycb" --operator zhuguan
		rm "$USB/killed.ycb"
	fi
	[ -z "$(ls "$HALL" | grep copy)" ] || fail "a copy in the clear is left"
done
rm -f "$USB"/*.part*
store_is_sound

step "the drill"
backup 0 "" "$USB/hall.ycb"
backup 5 不会覆盖 "$USB/hall.ycb"
for i in 4 5 6; do
	eval "N$i=\$(accept $STORE r$i)" || fail "accept: $(cat "$WORK/said")"
done
NEW=$WORK/new.db
says 4 登录名或密码不对 --store "$NEW" restore "$USB/hall.ycb" --operator nobody
says 4 岗位 --store "$NEW" restore "$USB/hall.ycb" --operator jingban
[ ! -e "$NEW" ] || fail "a refused restore left a store"
says 0 "" --store "$NEW" restore "$USB/hall.ycb" --operator zhuguan
grep -q "$N4" "$WORK/printed" || fail "the first unknown number is not named: $(cat "$WORK/printed")"
says 5 不会覆盖 --store "$NEW" restore "$USB/hall.ycb" --operator zhuguan
[ "$(accept "$NEW" next | cut -c15-18)" = 5001 ] || fail "the next number is not 5001"
accept "$NEW" r4 '"late_number": "'"$N4"'", "late_at": "2026-11-24 10:30",' && fail "nobody signed"
for i in 4 5 6; do
	eval "number=\$N$i"
	[ "$(accept "$NEW" r$i '"late_number": "'"$number"'", "late_at": "2026-11-24 10:30",' \
		--supervisor zhuguan)" = "$number" ] || fail "late: $(cat "$WORK/said")"
done
accept "$NEW" again '"late_number": "'"$N4"'", "late_at": "2026-11-24 10:30",' \
	--supervisor zhuguan && fail "a number entered twice"
accept "$NEW" new '"late_number": "'"$N1"'", "late_at": "2026-11-24 10:30",' \
	--supervisor zhuguan && fail "a number of the backup entered again"
[ "$(accept "$NEW" after | cut -c15-18)" = 5002 ] || fail "the number after is not 5002"
STORE=$NEW
store_is_sound
