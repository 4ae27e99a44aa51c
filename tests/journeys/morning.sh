#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One morning of two windows: an agent with five people's papers, a case parked here
# and picked up there, a notice and the return with the paper at the other window, a
# wrong item changed, a print that fails, kill -9, backup, restore, the next number.
. "$(dirname "$0")/lib.sh"

make_hall
LATER=2026-11-27
export YICHUANG_BACKUP_KEY_FILE="$WORK/key"
echo "correct horse battery" >"$YICHUANG_BACKUP_KEY_FILE"

# A printer out of paper while $WORK/empty is there; what it prints is told in $WORK/paper.
cat >"$WORK/printer" <<'PRINTER'
#!/bin/sh
here=$(dirname "$0")
[ ! -e "$here/empty" ] || { echo "out of paper" >&2; exit 1; }
basename "$1" >>"$here/paper"
PRINTER
chmod +x "$WORK/printer"
cp -r "$SOURCE/forms" "$WORK/forms"
sed "s|{id: w1, name: 综合窗口1号,|& print: '$WORK/printer {file}',|" \
	"$SOURCE/forms/sites/demo.yaml" >"$WORK/forms/sites/demo.yaml"
BEFORE="YICHUANG_FORMS='$WORK/forms'"

children() {
	cat /proc/"$(tmux_do display-message -t "$AT" -p '#{pane_pid}')"/task/*/children
}
printed() {
	grep -q "$1" "$WORK/paper" 2>/dev/null
}
drafts_have() {
	python3 -c 'import sqlite3, sys
drafts = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
sys.exit(not any(sys.argv[2] in r[0] for r in drafts.execute("SELECT json FROM drafts")))' \
		"$HALL/hall.drafts.db" "$1" 2>/dev/null
}
# insured NAME NUMBER PHONE: from the name's row to papers that are all good.
insured() {
	type_in "$1"
	keys Enter
	wait_for "姓名         $1"
	cursor_at 证件号码
	type_in "$2"
	keys Enter
	cursor_at 联系电话
	type_in "$3"
	keys F6
	wait_for 可受理
}
# accepted: read-back and acceptance, the dialog with the number stays.
accept() {
	keys F9
	wait_for 受理前核对
	keys Enter
	wait_for 已受理
	NUMBER=$(number_on_screen)
	[ -n "$NUMBER" ] || fail "no number"
}

step "two windows"
at w1
start --on $DAY --window w1
log_in jingban
at w2
start --on $DAY --window w2
log_in jingban2

# take NAME NUMBER PHONE: a flexible worker's register, from the item's first row.
take() {
	wait_for "* 参保身份"
	keys 2 Enter
	wait_for "* 姓名"
	insured "$@"
}

step "an agent with the papers of five people: named once"
at w1
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
take 赵一 110105194912310118 13800000001
keys C-d
cursor_at 代办人姓名
type_in 吴代办
keys Enter
cursor_at "* 证件号码"
type_in 110105194912310919
keys Enter
cursor_at "* 联系电话"
type_in 13900000009
accept
FIRST=$NUMBER
for person in "钱二 110105194912310214" "孙三 110105194912310310" "李四 110105194912310417" \
	"周五 110105194912310513"; do
	keys F6
	take "${person% *}" "${person#* }" 13800000002
	accept
done
store_query case "$NUMBER"
answer_is parties.agent.name 吴代办

step "the next person: all papers in one run, with one list of what was handed in"
[ ! -e "$WORK/paper" ] || fail "printed before the end of the visit"
keys Enter
wait_for 办什么事 "受理 5"
until_true printed received || fail "no list of what was handed in"
until_true printed "receipt-$FIRST" || fail "no receipt"
[ "$(grep -c received "$WORK/paper")" = 1 ] || fail "the list twice"
[ "$(tail -1 "$WORK/paper")" = "$(basename "$DOCUMENTS"/received-*)" ] || fail "the list is not the last"
xlsx_has "$(echo "$DOCUMENTS"/received-*)" 材料接收清单 "$FIRST" "$NUMBER" 户口簿 "5 件"
xlsx_lacks "$(echo "$DOCUMENTS"/received-*)" 110105194912310118 13800000001

step "parked while an ID card is copied, picked up at the other window"
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
wait_for "* 参保身份"
keys 2 Enter
wait_for "* 姓名"
type_in 郑六
keys Enter
cursor_at 证件号码
type_in 11010519491231061X
keys Enter
keys F3
wait_for 已挂单 "挂单 1"
at w2
keys F3
wait_for "郑六" "挂单 刚刚"
keys Enter
wait_for "接手 演练经办 的草稿，原因"
keys 1
wait_for "姓名         郑六"
cursor_at "* 联系电话"
type_in 13800000006
keys F6
wait_for 可受理
accept
PARKED=$NUMBER
keys Enter
wait_for 办什么事
store_query case "$PARKED"
answer_is window w2
answer_is operator jingban2

step "told in writing what is missing"
at w1
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
wait_for "* 参保身份"
keys 2 Enter
wait_for "* 姓名"
type_in 冯七
keys Enter
cursor_at 证件号码
type_in 110105194912310716
keys Enter
cursor_at 联系电话
type_in 13800000007
keys Tab
wait_for "[ ] 本人身份证"
keys Space
wait_for "[✓] 本人身份证"
keys F8
wait_for 一次性告知书
keys Enter
wait_for 已告知
NOTICED=$(number_on_screen)
keys Enter
wait_for 办什么事 "一次性告知 1"

step "the wrong item: changed, nothing typed again"
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
wait_for "* 参保身份"
keys 2 Enter
wait_for "* 姓名"
type_in 陈八
keys Enter
cursor_at 证件号码
type_in 110105194912310812
keys Enter
cursor_at 联系电话
type_in 13800000008
keys C-t
wait_for 选事项
type_in 013
wait_for "fs-013 失业保险金申领"
keys Enter
wait_for "带过去" "换成　fs-013"
keys Enter
wait_for "fs-013 失业保险金申领" "姓名             陈八" 110105194912310812
until_true drafts_have fs-013 || fail "the draft is not of the new item"

step "killed in the middle: at the next login everything typed is there, the visit is over"
kill -9 "$(children)"
ends_with 137
: >"$WORK/stderr.w1"
store_is_sound
start --on $DAY --window w1
log_in jingban
wait_for "我的草稿 1" 陈八
keys F3
wait_for "fs-013 失业保险金申领"
keys Enter
wait_for "姓名             陈八" 110105194912310812
keys Escape
wait_for "fs-013 失业保险金申领"
keys Escape
wait_for 办什么事
store_query visits --on $DAY
open_visits=$(python3 -c 'import json,sys
print(sum(v["window"] == "w1" and v["ended"] is None for v in json.load(open(sys.argv[1]))))' "$WORK/answer")
[ "$open_visits" -le 1 ] || fail "$open_visits visits open at one window"

step "out of paper: told, and printed again by one key"
touch "$WORK/empty"
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
take 王九 110105194912310919 13800000009
accept
FAILED=$NUMBER
keys Enter
wait_for 办什么事 "打印失败 1"
rm "$WORK/empty"
keys M-p
wait_for "out of paper" 受理回执单
keys Enter
until_true printed "receipt-$FAILED" || fail "not printed again"
wait_for 已送
keys Escape
screen_lacks 打印失败
log_out

step "three days later, the other window: the notice's number brings everything back"
at w2
log_out
start --on $LATER --window w2
log_in jingban2
type_in "$NOTICED"
wait_for "$NOTICED"
keys Enter
wait_for "姓名         冯七" 接着告知书办 "上次合格"
keys F6 F6
wait_for "[✓] 本人身份证" "[✓] 户口簿" 可受理
accept
[ "$NUMBER" = "$NOTICED" ] || fail "another number: $NUMBER"
keys Enter
wait_for 办什么事
store_query case "$NOTICED"
answer_is state accepted
answer_is window w2

step "backup, the machine is lost, restore, the next number begins a segment of its own"
"$YICHUANG" --store "$STORE" backup "$WORK/hall.ycb" --operator zhuguan >/dev/null 2>"$WORK/said" ||
	fail "backup: $(cat "$WORK/said")"
log_out
rm -r "$HALL/documents" "$STORE"*
STORE=$WORK/new/hall.db
mkdir "$WORK/new"
"$YICHUANG" --store "$STORE" restore "$WORK/hall.ycb" --operator zhuguan >"$WORK/said" 2>&1 ||
	fail "restore: $(cat "$WORK/said")"
grep -q 起的号码未知 "$WORK/said" || fail "restore names no unknown number: $(cat "$WORK/said")"
store_is_sound
start --on $DAY --window w1
log_in jingban
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
take 褚十 11010519491231002X 13800000010
accept
case $NUMBER in
210400202611245001?) ;;
*) fail "the next number is $NUMBER" ;;
esac
keys Enter
wait_for 办什么事
log_out
store_is_sound
