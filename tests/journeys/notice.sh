#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One paper unfit, one not brought: told once in writing, back with both, accepted
# without typing anything twice.
. "$(dirname "$0")/lib.sh"

make_hall
start --on $DAY
log_in jingban
type_in 001
wait_for "fs-001 职工参保登记"
keys Enter
wait_for "* 参保身份"
keys 2 Enter
type_in 李建国
wait_for "姓名         李建国"

step "to the papers: the ID card is out of date, the household register not there"
keys Tab
wait_for "[ ] 本人身份证"
type_in x
wait_for 过期 缺章 看不清
keys "$(sed -n 's/.*│ \([0-9]\)  过期.*/\1/p' "$SCREEN")"
wait_for "[×] 本人身份证：过期" "缺少材料：户口簿"

step "not to be accepted, and it says so"
keys F9
wait_for 不能受理 "F8 出具告知"
step "the notice"
keys F8
wait_for 一次性告知书
keys Enter
wait_for 已告知
NOTICED=$(number_on_screen)
[ -n "$NOTICED" ] || fail "no number"
store_query case "$NOTICED"
answer_is state noticed
answer_is papers.idcard.state unfit
answer_is papers.idcard.unfit expired
NOTICE=$DOCUMENTS/notice-$NOTICED.xlsx
xlsx_has "$NOTICE" 一次性告知书 "$NOTICED" 本人身份证 过期 户口簿 演练·无效
xlsx_is_a4 "$NOTICE"

step "back with both: the case by its day number, 再办"
keys Enter
wait_for "一次性告知 1"
keys F2
wait_for "$NOTICED" 李建国
keys Enter
wait_for 再办 过期
keys F7
wait_for "参保身份     灵活就业人员" "姓名         李建国" "[ ] 户口簿"
step "what the clerk still lacked is asked for, where it is missing"
keys F6
wait_for "[✓] 本人身份证" "[✓] 户口簿" 可受理
keys F9
wait_for "证件号码：还没有填写"
type_in 11010519491231002X
wait_for 1949-12-31
keys F9
wait_for "联系电话：还没有填写"
type_in 13800001234
keys F9
wait_for "李 建 国"
keys Enter
wait_for 已受理
NUMBER=$(number_on_screen)
[ "$NUMBER" = "$NOTICED" ] || fail "another number than the notice's"
store_query case "$NUMBER"
answer_is state accepted
answer_is papers.idcard.state ok
answer_is papers.household.state ok
xlsx_has "$DOCUMENTS/receipt-$NUMBER.xlsx" 受理回执单 "编号：$NUMBER" 李建国
store_query cases --search 李建国
answer_is 0.number "$NUMBER"
store_is_sound

keys Enter
wait_for 办什么事 "受理 1" "一次性告知 1"
log_out
