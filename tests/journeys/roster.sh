#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A unit's list of 200 people: the blank list out, the filled one checked, bad rows
# back, the good list accepted and its receipt out.
. "$(dirname "$0")/lib.sh"

make_hall

step "the blank list in the form's order, numbers as text, with its instructions"
"$YICHUANG" template fs-002 --out "$WORK/blank.xlsx" >/dev/null
xlsx_has "$WORK/blank.xlsx" 名单 填表说明 '*姓名' 证件类型 '*证件号码' 联系电话 变动日期 "最多 10000 人"

step "200 people, two of them ruined by Excel, in GB 18030"
python3 - "$WORK" <<'PYTHON'
import sys
def number(i):
    s = "2104021990%02d%02d%03d" % (i // 1000 % 12 + 1, i // 40 % 25 + 1, i % 40 + 101)
    w = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return s + "10X98765432"[sum(int(a) * b for a, b in zip(s, w)) % 11]
for name, bad in (("good", 0), ("bad", 2)):
    rows = ["榕城纺织厂增员名单,,,", "姓 名,身份证号,手机,变动时间"]
    for i in range(200):
        rows.append("张三,%s,13800000000,2026/11/%02d" % ("4.50721E+17" if i < bad else number(i), i % 24 + 1))
    with open(f"{sys.argv[1]}/{name}.csv", "wb") as f:
        f.write(("\r\n".join(rows) + "\r\n").encode("gb18030"))
PYTHON
if "$YICHUANG" people-check fs-002 "$WORK/bad.csv" --bad "$WORK/back" >"$WORK/said" 2>&1; then
	fail "a ruined number passes"
fi
grep -q "第 3 行 证件号码：4.50721E+17 被 Excel 变成了科学计数" "$WORK/said" || fail "$(cat "$WORK/said")"
xlsx_has "$WORK/back.xlsx" 退回名单 原表行号 原因 4.50721E+17 "共 2 行没有收下"
"$YICHUANG" people-check fs-002 "$WORK/good.csv" --json >"$WORK/list.json"

step "the list is accepted"
python3 - "$WORK" <<'PYTHON'
import json, sys
people = json.load(open(sys.argv[1] + "/list.json", encoding="utf-8"))["people"]
assert len(people) == 200 and people[0]["changed"] == "2026-11-01", people[:1]
json.dump({"request_id": "roster", "item": "fs-002", "channel": "window", "answers": {"change": "plus"},
           "have": ["contract", "idcopy", "filing"], "people": people,
           "form": {"unit.name": "榕城纺织厂", "unit.code": "91350100M000100Y43"}},
          open(sys.argv[1] + "/request.json", "w", encoding="utf-8"))
PYTHON
"$YICHUANG" --store "$STORE" accept "$WORK/request.json" --operator jingban --on $DAY >"$WORK/answer"
NUMBER=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["number"])' "$WORK/answer")
xlsx_has "$DOCUMENTS/receipt-$NUMBER.xlsx" 受理回执单 "$NUMBER" 榕城纺织厂 名单共200人
xlsx_lacks "$DOCUMENTS/receipt-$NUMBER.xlsx" 210402199001011
store_is_sound

step "it is found by the unit"
store_query cases --search 91350100M000100Y43
answer_is 0.number "$NUMBER"
