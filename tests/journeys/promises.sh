#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A promise that was not kept and an acceptance that was a mistake: the paper comes
# without its seal, a reviewer gives more time, the supervisor takes the case back
# and the clerk takes it in anew; the first day is kept.
. "$(dirname "$0")/lib.sh"

PAPER=企业工作期间企业职工基本养老保险缴费凭证
make_hall
cat >"$WORK/case.json" <<'JSON'
{"request_id": "j-1", "item": "fs-039", "channel": "window",
 "answers": {"voucher.exists": "yes", "others": "yes", "suspended": "no", "dispute": "no"},
 "form": {"insured.name": "张三丰", "insured.cert": "11010519491231002X",
          "insured.phone": "13800001234", "unit.name": "抚顺市第一中学",
          "unit.code": "91210400MA0000000W"}}
JSON

step "accepted on a promise until the tenth working day"
"$YICHUANG" --store "$STORE" --on $DAY accept --operator jingban --defer on-site \
	"$WORK/case.json" >"$WORK/answer" 2>"$WORK/said" || fail "$(cat "$WORK/said")"
NUMBER=$(python3 "$LIB/look.py" json "$WORK/answer" number)

step "the paper comes in time and has no seal: it stays open, and that is told in writing"
start --on 2026-12-07
log_in jingban
wait_for "容缺提醒：逾期 0，今日 0，将到期 1"
keys F6 Enter
wait_for 怎样补来
keys 1 Enter
type_in 缺章
keys Enter
wait_for 说明
type_in 第二页没有单位公章
keys F9
wait_for 仍待补 12-07不合格
xlsx_has "$(ls "$DOCUMENTS"/unfit-*.xlsx)" 缺章：第二页没有单位公章 2026年12月8日
keys Escape
log_out

step "a day late it is overdue, a reviewer gives more time; only a working day will do"
start --on 2026-12-09
log_in jingban
wait_for "容缺已逾期 1"
keys F6 F2
wait_for 容缺逾期处理
keys 1 Enter
type_in 20261219
keys Enter
type_in 单位公章停用换刻，来函说明
keys F9
wait_for 不是工作日
keys BSpace BSpace
type_in 21
keys F9
wait_for 签字人登录名
type_in fuhe
keys Enter
type_in "$(cat "$HALL/password")"
keys Enter
wait_for 已决定：宽限 2026-12-21
xlsx_has "$DOCUMENTS/lapse-$NUMBER.xlsx" 容缺逾期处理决定书 准予宽限 2026年12月21日 换刻
keys F7
wait_for 用途
keys Enter
wait_for "提醒单 0 份材料"

step "taken back under the supervisor's hand, taken in anew with everything typed"
keys F3
wait_for 查询码
keys C-g
wait_for 谁的原因
keys 1 Enter 1 Enter
type_in 缴费凭证应由原单位出具，事项情形选错
keys F9
wait_for "更正 $NUMBER"
keys F9
wait_for 后补方式
keys 1
wait_for 容缺受理前核对
keys Enter
wait_for 签字人登录名
type_in zhuguan
keys Enter
type_in "$(cat "$HALL/password")"
keys Enter
wait_for 已容缺受理 受理更正告知书
NEW=$(number_on_screen)
[ -n "$NEW" ] && [ "$NEW" != "$NUMBER" ] || fail "no new number"
store_query case "$NUMBER"
answer_is state voided
store_query case "$NEW"
answer_is state deferred
xlsx_has "$DOCUMENTS/mistaken-$NUMBER.xlsx" 受理更正告知书 本单位原因 "$NEW" 2026年11月24日
store_is_sound
keys Escape
wait_for 办什么事
log_out
[ -z "${KEEP:-}" ] || cp -r "$DOCUMENTS" "$KEEP"
