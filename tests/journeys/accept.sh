#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A flexible worker registers: from the initials to the receipt.
. "$(dirname "$0")/lib.sh"

NAME=王𬱖
ID=11010519491231002X
make_hall
start --on $DAY
log_in jingban

step "the item by its initials"
type_in zgcbdj
wait_for "fs-001 职工参保登记" "企业职工养老保险"
keys Enter
wait_for "* 参保身份" "[?] 《劳动合同》" "待确认"

step "the answer makes the list"
keys 2
screen_has "[ ] 本人身份证" "[ ] 户口簿" "材料不齐" "缺少材料：户口簿"
screen_lacks 劳动合同 营业执照 "[?]"

step "a wrong check digit is told where the clerk looks, and kept"
keys Enter
type_in "$NAME"
keys Enter
wait_for "姓名         $NAME"
cursor_at 证件号码
type_in 110105194912310021
keys Enter
wait_for "110105194912310021" "校验码不符" "逐位核对"
cursor_at 证件号码

step "the right one tells birth and sex"
keys BSpace
type_in X
keys Enter
screen_lacks 校验码不符
screen_has "证件号码     $ID" "(*)2 女" 1949-12-31

step "phone, papers, acceptance"
cursor_at 联系电话
type_in 13800001234
keys F6
wait_for "[✓] 本人身份证" "[✓] 户口簿" 可受理
keys F9
wait_for 受理前核对 ００２Ｘ ２０２６年１１月２４日
keys Enter
wait_for 已受理
NUMBER=$(number_on_screen)
CODE=$(query_code_on_screen)
[ -n "$NUMBER" ] && [ -n "$CODE" ] || fail "no number or no query code"

step "the store"
store_query case "$NUMBER"
answer_is state accepted
answer_is item fs-001
answer_is day $DAY
answer_is query_code "$CODE"
answer_is answers.who flex
answer_is parties.insured.name "$NAME"
answer_is papers.idcard.state ok
answer_is papers.household.state ok
store_query cases --search wang
store_query cases --search "$ID"
answer_is 0.number "$NUMBER"
store_is_sound

step "the receipt"
RECEIPT=$DOCUMENTS/receipt-$NUMBER.xlsx
xlsx_has "$RECEIPT" 受理回执单 "编号：$NUMBER" "查询码：$CODE" 职工参保登记 灵活就业人员 \
	"$NAME" "110105********002X" 本人身份证 户口簿 "2026年11月24日" 温馨提示 演练·无效
xlsx_lacks "$RECEIPT" "$ID" 13800001234
xlsx_is_a4 "$RECEIPT"

step "home again, the figure counts, no draft is left"
keys Enter
wait_for 办什么事 "受理 1" "我的草稿 0"
log_out
