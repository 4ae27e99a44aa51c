#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Bad input and bad machines at the keyboard: the message stands where the clerk
# looks, what was typed stays, and work goes on when the trouble is over.
. "$(dirname "$0")/../journeys/lib.sh"

ID=11010519491231002X
make_hall

# paste FILE: as a terminal does with what was copied elsewhere.
paste() {
	tmux_do load-buffer "$1"
	tmux_do paste-buffer -p
}

# The process of the program.
children() {
	cat /proc/"$(tmux_do display-message -p '#{pane_pid}')"/task/*/children
}

# set_limit BYTES: no file may grow beyond; a write over it is an error, as on a full disk.
set_limit() {
	for child in $(children); do
		prlimit --pid "$child" --fsize="$1":
	done
}

# refuses_to_start STATUS TEXT
refuses_to_start() {
	start
	ends_with "$1"
	grep -qF -- "$2" "$WORK/stderr.$AT" || fail "does not say $2"
	tmux_do kill-server 2>/dev/null || true
}

step "stores that cannot be opened"
good=$STORE
STORE=$WORK/nothing.db
refuses_to_start 5 没有库文件
mkdir "$WORK/newer"
cp "$good"* "$WORK/newer"
python3 -c 'import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("PRAGMA user_version = 99")' "$WORK/newer/hall.db"
STORE=$WORK/newer/hall.db
refuses_to_start 5 请升级本程序
STORE=$good

step "too small to work in; larger, and what was typed is there"
ROWS=20
BEFORE="trap '' XFSZ;"
start --on $DAY
ROWS=24
wait_for 窗口太小 80×24
tmux_do resize-window -x 80 -y 24
wait_for 登录名
type_in jingban
wait_for "登录名   jingban"
tmux_do resize-window -x 60 -y 24
wait_for 窗口太小
tmux_do resize-window -x 80 -y 24
wait_for "登录名   jingban"
keys Enter
step "a wrong password"
type_in wrong
keys Enter
wait_for "登录名或密码不对"
type_in "$(cat "$HALL/password")"
keys Enter
wait_for 办什么事

step "nothing found"
type_in zzzz
wait_for 没有找到
keys Enter
wait_for 没有这样的事项
keys Escape
screen_lacks 没有找到
type_in 001
wait_for "fs-001"
keys Enter
wait_for "* 参保身份"
keys 2 Enter
wait_for "* 姓名"
cursor_at 姓名

step "a paste that is no UTF-8 is not taken, and said so"
printf '\316\322\377\376' >"$WORK/bad"
paste "$WORK/bad"
wait_for 编码不对
cursor_at "* 姓名"

step "control characters and line ends in a paste"
printf '王\001\033[31m𬱖\r\n' >"$WORK/control"
paste "$WORK/control"
wait_for "去掉了 2 个不可见字符" "王[31m𬱖"
cursor_at "王[31m"
step "a name too long is told, not cut in silence"
keys C-u
printf '王%.0s' $(seq 300) >"$WORK/long"
paste "$WORK/long"
keys Enter
wait_for "最多"
cursor_at 王王王
keys C-u
type_in 王𬱖
keys Enter
wait_for "姓名         王𬱖"
cursor_at 证件号码

step "numbers and days that cannot be"
type_in 110105299912310021
keys Enter
wait_for 证件号码：
cursor_at 110105299912310021
keys C-u
type_in $ID
keys Enter
wait_for 1949-12-31
cursor_at 联系电话
type_in 12800001234
keys Enter
wait_for "联系电话     12800001234" "第 2 位应为 3～9"
keys C-u
type_in 13800001234
keys F6
wait_for 可受理

step "a full disk: said at the acceptance, nothing lost"
set_limit 4096
keys F9
wait_for "王 𬱖"
keys Enter
wait_for 磁盘 "证件号码     $ID" "[✓] 户口簿"
set_limit unlimited
store_query cases
[ "$(cat "$WORK/answer")" = "[]" ] || fail "a case was half written"
step "and when there is room again"
keys F9
wait_for "王 𬱖"
keys Enter
wait_for 已受理
NUMBER=$(number_on_screen)
[ "$(printf %s "$NUMBER" | cut -c15-18)" = 0001 ] || fail "a number is missing before $NUMBER"
xlsx_has "$DOCUMENTS/receipt-$NUMBER.xlsx" "$NUMBER" 王𬱖
store_is_sound
keys Enter
wait_for 办什么事

step "killed while a case is half typed: it is among the drafts"
type_in 001
wait_for "fs-001"
keys Enter
wait_for "* 参保身份"
keys 2 Enter
type_in 张三丰
wait_for "姓名         张三丰"
has_draft() {
	python3 -c 'import sqlite3, sys
drafts = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
sys.exit(not any("张三丰" in r[0] for r in drafts.execute("SELECT json FROM drafts")))' \
		"$HALL/hall.drafts.db" 2>/dev/null
}
until_true has_draft || fail "no draft"
kill -9 $(children)
ends_with 137
store_is_sound
: >"$WORK/stderr.$AT"
start --on $DAY
log_in jingban
wait_for "我的草稿 1" "张三丰"
log_out

step "a guide with a mistake: the item is missing, the others work, and it says where"
cp -r "$SOURCE/forms" "$WORK/forms"
sed 's/^category:/categorie:/' "$SOURCE/forms/fushun/fs-001.yaml" >"$WORK/forms/fushun/fs-001.yaml"
BEFORE="YICHUANG_FORMS='$WORK/forms'"
start --on $DAY
log_in jingban
keys Enter
wait_for fs-002 请告知管理员 fs-001.yaml:3:1
type_in 002
screen_lacks fs-003
keys Escape
wait_for "fs-003"
keys Escape
wait_for 办什么事
log_out
