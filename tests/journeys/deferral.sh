#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# fs-039 without the one paper that may follow: accepted against a promise until
# the tenth working day, the paper arrives, the promise is kept.
. "$(dirname "$0")/lib.sh"

PAPER=企业工作期间企业职工基本养老保险缴费凭证
# Ten working days after 2026-11-24, a Tuesday without holidays behind it.
DUE=2026-12-08
make_hall
start --on $DAY
log_in jingban
type_in 039
wait_for "fs-039"
keys Enter
wait_for "* 有企业工作期间"

step "worked in a firm, everything else in order, nothing prohibited"
keys y F5
# That the other papers were checked is said by hand: one key for all does not say it.
wait_for "待确认条件：申请的其余要件已按经办要求核齐"
keys y
wait_for 可容缺受理 "可容缺"
keys F4
wait_for $PAPER 2026年12月8日
keys Escape
screen_lacks 2026年12月8日补齐

step "the insured and the unit, where the program asks for them"
keys F9
wait_for "姓名：还没有填写"
type_in 张三丰
keys F9
wait_for "证件号码：还没有填写"
type_in 11010519491231002X
wait_for 1949-12-31
keys F9
wait_for "联系电话：还没有填写"
type_in 13800001234
keys F9
wait_for "单位名称：还没有填写"
type_in 抚顺市第一中学
keys F9
wait_for "统一社会信用代码：还没有填写"
type_in 91210400MA0000000W
keys F9
wait_for 后补方式 现场送达 邮寄
keys 1
wait_for 容缺受理前核对 "张 三 丰" "最迟2026年12月8日" 现场送达
keys Enter
wait_for 已容缺受理
NUMBER=$(number_on_screen)
[ -n "$NUMBER" ] || fail "no number"

step "the store, and what was printed"
store_query case "$NUMBER"
answer_is state deferred
answer_is papers.voucher.state deferred
answer_is papers.voucher.until $DUE
for kind in receipt pledge deferral; do
	xlsx_has "$DOCUMENTS/$kind-$NUMBER.xlsx" "$NUMBER" $PAPER 2026年12月8日 演练·无效
	xlsx_is_a4 "$DOCUMENTS/$kind-$NUMBER.xlsx"
done
xlsx_has "$DOCUMENTS/receipt-$NUMBER.xlsx" 受理回执单
xlsx_has "$DOCUMENTS/pledge-$NUMBER.xlsx" 承诺
xlsx_has "$DOCUMENTS/deferral-$NUMBER.xlsx" 现场送达

step "the promise stands in the list"
keys Enter
wait_for "容缺受理 1"
keys F6
wait_for $DUE 张三丰 企业工作期间
keys Escape
wait_for 办什么事
log_out

step "on the last day it is due, and the paper comes"
start --on $DUE
log_in jingban2
wait_for "容缺今日到期 1" "$DUE 张三丰"
keys F6
wait_for $DUE 张三丰
keys Enter
wait_for 怎样补来
keys 1 F9
wait_for "已登记：" "没有待补的材料"
store_query case "$NUMBER"
answer_is papers.voucher.arrived $DUE
store_query cases
answer_is 0.promises_open 0
store_is_sound
keys Escape
wait_for "容缺今日到期 0"
log_out
