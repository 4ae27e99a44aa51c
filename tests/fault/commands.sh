#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Bad input and bad machines through the commands: each is told in words with the
# exit status it should have, and the store stays as it was.
. "$(dirname "$0")/../journeys/lib.sh"

make_hall
# Full disks below: a write over the limit is an error, not the end of the program.
trap '' XFSZ

# expect STATUS TEXT ARGUMENTS...: the program's exit status, and TEXT in what it says.
expect() {
	want=$1 text=$2
	shift 2
	got=0
	"$YICHUANG" "$@" >"$WORK/printed" 2>"$WORK/said" || got=$?
	[ "$got" = "$want" ] || fail "$* ends with $got instead of $want: $(cat "$WORK/said")"
	[ -z "$text" ] || grep -qF -- "$text" "$WORK/said" || fail "$* does not say $text: $(cat "$WORK/said")"
}

# request ID [SED]: a good request, changed. It is always the same person.
request() {
	printf '%s\n' '{"request_id": "'"$1"'", "item": "fs-001", "channel": "window",' \
		'"answers": {"who": "flex"}, "have": ["idcard", "household"],' \
		'"parties": [{"role": "insured", "name": "张三", "cert": "11010519491231002X",' \
		'"phone": "13800000000"}], "duplicate_reason": "演练"}' | LC_ALL=C sed "${2:-}" >"$WORK/request.json"
}

# refused STATUS TEXT: the request is, in the hall.
refused() {
	expect "$1" "$2" --store "$STORE" accept "$WORK/request.json" --operator jingban --on $DAY
}

# holds N: so many cases, each with its serial of the day, and the ledger sound.
holds() {
	store_is_sound
	store_query cases --limit 1000
	python3 - "$WORK/answer" "$1" <<-'PYTHON' || fail "not $1 cases in a row"
		import json, sys
		rows = json.load(open(sys.argv[1], encoding="utf-8"))
		serials = sorted(int(r["number"][14:18]) for r in rows)
		sys.exit(serials != list(range(1, int(sys.argv[2]) + 1)))
	PYTHON
}

step "a guide with a mistake is named by file, line and column"
cp -r "$SOURCE/forms" "$WORK/forms"
BROKEN=$WORK/forms/fushun/fs-001.yaml
sed 's/^category:/categorie:/' "$SOURCE/forms/fushun/fs-001.yaml" >"$BROKEN"
expect 2 "$BROKEN:3:1:" lint "$WORK/forms"
export YICHUANG_FORMS="$WORK/forms"
expect 2 "$BROKEN:3:1:" check fs-001
expect 2 "$BROKEN:3:1:" item fs-001
expect 2 "$BROKEN:3:1:" items
expect 0 "" item fs-002
request broken
refused 2 "$BROKEN:3:1:"
unset YICHUANG_FORMS

step "a practice hall is made whole or not at all, over nothing"
mkdir "$WORK/practice"
echo mine >"$WORK/mine"
for name in operators.tsv password; do
	ln -s "$WORK/mine" "$WORK/practice/$name"
	expect 5 已有此文件 demo "$WORK/practice"
	[ "$(ls -A "$WORK/practice")" = "$name" ] || fail "half a hall: $(ls "$WORK/practice")"
	rm "$WORK/practice/$name"
done
[ "$(cat "$WORK/mine")" = mine ] || fail "demo wrote through a link"
expect 0 "" demo "$WORK/practice"
expect 5 已有此文件 demo "$WORK/practice"
[ -s "$WORK/practice/hall.db" ] || fail "the second try took the first one's hall"

step "answers, papers and items there are not"
expect 2 "不是「参保身份」的答案；可填：staff" check fs-001 --answer who=nonsense
expect 2 没有问题 check fs-001 --answer nothing=yes
expect 2 没有材料 check fs-001 --have nothing
expect 2 没有事项 check fs-999
expect 2 不是「办理渠道」的答案 check fs-001 --channel moon
expect 1 不是日期 check fs-001 --on 2026-02-30
expect 1 没有命令 nothing
expect 1 不认识的选项 --nothing

step "requests with something wrong in them leave nothing behind"
request a s/flex/nonsense/
refused 2 不是「参保身份」的答案
request a s/household/contact/
refused 2 没有
request a s/002X/0021/
refused 2 "校验码不符"
request a s/13800000000/12/
refused 2 联系电话
request a 's/张三/张\\u0001三/'
refused 2 控制字符
request a "s/张三/$(printf '王%.0s' $(seq 300))/"
refused 2 "姓名最多 50 个字"
request a "s/张三/$(printf '\377\376')/"
refused 2 "request.json:3:"
printf '{"item":' >"$WORK/request.json"
refused 2 "request.json:"
request a s/window/moon/
refused 2 不是「办理渠道」的答案
request a 's/"household"//;s/, ]/]/'
refused 3 户口簿
store_query cases
[ "$(cat "$WORK/answer")" = "[]" ] || fail "a refused request left a case"

step "an acceptance outside its days, however it is asked for"
printf '%s' '{"request_id": "b", "item": "fs-007", "answers": {"on": "2026-12-08"}}' \
	>"$WORK/request.json"
refused 3 不在受理期内

step "who may not"
request c
echo wrong >"$WORK/wrong"
YICHUANG_PASSWORD_FILE=$WORK/wrong
refused 4 登录名或密码不对
YICHUANG_PASSWORD_FILE=$HALL/password

step "a clerk who locked the account is let in again by a supervisor, and by nobody else"
YICHUANG_PASSWORD_FILE=$WORK/wrong
for try in 1 2 3 4; do
	refused 4 ""
done
YICHUANG_PASSWORD_FILE=$HALL/password
refused 4 请找主管解锁
hall() {
	want=$1 text=$2
	shift 2
	expect "$want" "$text" --store "$STORE" "$@" --on $DAY
}
hall 1 没有“jingban” operator jingban --operator zhuguan
hall 1 请写明 operator unlock jingban --operator zhuguan
hall 4 要由有 operator unlock jingban --reason 本人核实 --operator jingban2
hall 2 没有登录名为 operator unlock nobody --reason 本人核实 --operator zhuguan
hall 0 "" operator unlock jingban --reason 本人核实 --operator zhuguan --json
grep -q '"locked": *false' "$WORK/printed" || fail "still locked: $(cat "$WORK/printed")"
hall 0 "" operator active jingban no --reason 离岗 --operator zhuguan
refused 4 ""
hall 1 "yes 或 no" operator active jingban perhaps --reason 离岗 --operator zhuguan
hall 4 自己 operator active zhuguan no --reason 离岗 --operator zhuguan
hall 0 "" operator active jingban yes --reason 返岗 --operator zhuguan

step "a setting is read by anybody and changed by a supervisor"
expect 0 "" --store "$STORE" setting drafts.days
grep -q "^drafts.days	30	" "$WORK/printed" || fail "not the standard: $(cat "$WORK/printed")"
hall 4 主管或管理岗位 setting drafts.days 45 --operator jingban
hall 2 没有名为 setting nothing 45 --operator zhuguan
hall 2 须是数字 setting drafts.days soon --operator zhuguan
hall 0 "" setting drafts.days 45 --operator zhuguan
expect 0 "" --store "$STORE" setting --json
grep -q '"drafts.days": *"45"' "$WORK/printed" || fail "not set: $(cat "$WORK/printed")"
store_is_sound

step "a number twice asked for is one number"
refused 0 ""
cp "$WORK/printed" "$WORK/first"
refused 0 ""
cmp -s "$WORK/first" "$WORK/printed" || fail "another answer to the same request"
holds 1

step "a full disk: nothing is written, and then it goes on"
request d
for blocks in 1 64 512; do
	(
		ulimit -f $blocks
		refused 5 请清出空间后再试
	)
done
holds 1
refused 0 ""
holds 2

step "the same person again for the same item, and nobody says why"
request twice 's/, "duplicate_reason": "演练"//'
refused 3 "此人本事项已有"
holds 2

step "the case is there when only its paper cannot be written"
mv "$DOCUMENTS" "$WORK/away"
: >"$DOCUMENTS"
request e
refused 5 已登记
holds 3
rm "$DOCUMENTS"
mv "$WORK/away" "$DOCUMENTS"
refused 0 ""
holds 3

step "killed in the middle: the ledger is sound, the number is taken up again"
request f
for hundredths in 02 08 14 20 26 32 38 46 54 62 70 80; do
	timeout -s KILL 0.$hundredths "$YICHUANG" --store "$STORE" accept "$WORK/request.json" \
		--operator jingban --on $DAY >/dev/null 2>&1 || true
	store_is_sound
done
refused 0 ""
holds 4
# A paper stands whole under its name, or not at all: what was being written has another.
for paper in "$DOCUMENTS"/*; do
	xlsx_is_a4 "$paper"
done

step "other files, and stores of another time"
expect 5 找不到库文件 --store "$WORK/nothing.db" cases
echo hello >"$WORK/text.db"
expect 5 不是一窗的库 --store "$WORK/text.db" cases
mkdir "$WORK/newer"
cp "$STORE"* "$WORK/newer"
python3 -c 'import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("PRAGMA user_version = 99")' "$WORK/newer/hall.db"
cp "$WORK/newer/hall.db" "$WORK/before.db"
expect 5 请升级本程序 --store "$WORK/newer/hall.db" cases
expect 5 请升级本程序 --store "$WORK/newer/hall.db" accept "$WORK/request.json" --operator jingban
cmp -s "$WORK/before.db" "$WORK/newer/hall.db" || fail "the newer store was written to"

step "a folder that may only be read"
chmod 755 "$WORK"
chmod -R a+rX "$HALL"
chmod 555 "$HALL"
YICHUANG_AS_OTHER=
[ "$(id -u)" -ne 0 ] || YICHUANG_AS_OTHER="setpriv --reuid=65534 --regid=65534 --clear-groups"
got=0
ASAN_OPTIONS=detect_leaks=0 $YICHUANG_AS_OTHER "$YICHUANG" --store "$STORE" accept \
	"$WORK/request.json" --operator jingban >"$WORK/printed" 2>"$WORK/said" || got=$?
[ "$got" = 5 ] && grep -qF 只读 "$WORK/said" || fail "a read-only store: $got $(cat "$WORK/said")"
chmod 700 "$HALL"
holds 4
