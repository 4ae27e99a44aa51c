#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Loading a new version of a guide when the machine fails or two do it at once: the
# text in force is the old one whole or the new one whole, and the store is sound.
. "$(dirname "$0")/../journeys/lib.sh"

make_hall
trap '' XFSZ
NEW=$WORK/new
mkdir -p "$NEW/fushun" "$WORK/other/fushun"
sed 's/text: 15个工作日, days: 15/text: 10个工作日, days: 10/' \
	"$SOURCE/forms/fushun/fs-032.yaml" >"$NEW/fushun/fs-032.yaml"
sed 's/text: 15个工作日, days: 15/text: 8个工作日, days: 8/' \
	"$SOURCE/forms/fushun/fs-032.yaml" >"$WORK/other/fushun/fs-032.yaml"
! cmp -s "$NEW/fushun/fs-032.yaml" "$SOURCE/forms/fushun/fs-032.yaml" || fail "nothing was edited"

# load FOLDER: the exit status in $got.
load() {
	got=0
	"$YICHUANG" --store "$STORE" guide load "$1" --operator zhuguan --on $DAY \
		>"$WORK/printed" 2>"$WORK/said" || got=$?
}

# loaded [N]: whether so many are in force, each whole; prints how many without N.
loaded() {
	"$YICHUANG" --store "$STORE" guide list --json >"$WORK/list" || fail "guide list"
	python3 - "$WORK/list" <<-'PYTHON'
		import json, sys
		rows = [r for r in json.load(open(sys.argv[1])) if not r["back_of"] and not r["backed"]]
		assert all(r["files"] == 1 for r in rows), rows
		print(len(rows))
	PYTHON
}

# Takes back whatever is loaded, so that the next one starts from the installed text.
back() {
	for id in $(python3 -c 'import json, sys
print(*[r["id"] for r in json.load(open(sys.argv[1])) if not r["back_of"] and not r["backed"]])' "$WORK/list"); do
		"$YICHUANG" --store "$STORE" guide back "$id" --operator zhuguan --reason 重试 --on $DAY \
			>/dev/null || fail "guide back $id"
	done
}

step "killed at any moment: nothing of it, or all of it"
for hundredths in 05 15 25 35 45 60 80; do
	timeout -s KILL 0.$hundredths "$YICHUANG" --store "$STORE" guide load "$NEW" \
		--operator zhuguan --on $DAY >/dev/null 2>&1 || true
	store_is_sound
	n=$(loaded)
	case $n in
	0) ;;
	1) # what is in force is the new text to the last byte
		"$YICHUANG" --store "$STORE" guide show \
			"$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[0]["id"])' "$WORK/list")" \
			>"$WORK/shown"
		grep -q "由15个工作日改为10个工作日" "$WORK/shown" || fail "half a change: $(cat "$WORK/shown")"
		back
		;;
	*) fail "$n loadings of one" ;;
	esac
done

step "a full disk: the old text stays, and then it goes on"
for blocks in 1 64; do
	(
		ulimit -f $blocks
		load "$NEW"
		[ $got = 5 ] || fail "a disk of $blocks blocks ends with $got: $(cat "$WORK/said")"
		grep -q 清出空间 "$WORK/said" || fail "a full disk: $(cat "$WORK/said")"
	)
	store_is_sound
	[ "$(loaded)" = 0 ] || fail "loaded on a full disk"
done
load "$NEW"
[ $got = 0 ] && [ "$(loaded)" = 1 ] || fail "after the full disk: $(cat "$WORK/said")"
store_is_sound
back

step "two windows at once: each is whole, and whoever checked an older text is told to look again"
for round in 1 2 3; do
	for folder in new other; do
		(
			got=0
			"$YICHUANG" --store "$STORE" guide load "$WORK/$folder" --operator zhuguan --on $DAY \
				>"$WORK/printed.$folder" 2>"$WORK/said.$folder" || got=$?
			echo $got >"$WORK/status.$folder"
		) &
	done
	wait
	ok=0
	for folder in new other; do
		case $(cat "$WORK/status.$folder") in
		0) ok=$((ok + 1)) ;;
		3) grep -q 请重新核对 "$WORK/said.$folder" || fail "refused: $(cat "$WORK/said.$folder")" ;;
		*) fail "$folder: $(cat "$WORK/status.$folder" "$WORK/said.$folder")" ;;
		esac
	done
	[ $ok -ge 1 ] || fail "neither window loaded"
	[ "$(loaded)" = $ok ] || fail "$ok said they loaded, there are $(loaded)"
	store_is_sound
	back
done

step "pages and calculators are loaded with the items"
mkdir -p "$WORK/pages/panzhihua"
sed 's/^name: .*/name: 补缴怎么办/' "$SOURCE/forms/panzhihua/pz-012.yaml" >"$WORK/pages/panzhihua/pz-012.yaml"
sed 's/value: 16%/value: 15%/' "$SOURCE/forms/panzhihua/_calculators.yaml" \
	>"$WORK/pages/panzhihua/_calculators.yaml"
load "$WORK/pages"
[ $got = 0 ] || fail "pages: $(cat "$WORK/said")"
grep -q "名称由.*改为补缴怎么办" "$WORK/printed" || fail "the page: $(cat "$WORK/printed")"
grep -q "由16%改为15%" "$WORK/printed" || fail "the calculator: $(cat "$WORK/printed")"
store_is_sound
sed 's/kind: rates/kind: nothing/' "$SOURCE/forms/panzhihua/_calculators.yaml" \
	>"$WORK/pages/panzhihua/_calculators.yaml"
load "$WORK/pages"
[ $got = 2 ] || fail "a broken calculator ends with $got"
grep -q "_calculators.yaml:6:" "$WORK/said" || fail "not named: $(cat "$WORK/said")"
