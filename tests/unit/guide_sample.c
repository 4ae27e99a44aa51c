/* SPDX-License-Identifier: Apache-2.0 */
#include "guide_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

const char sample_shared[] =
	"guide: g\n"
	"name: 样例指南\n"
	"agency: 样例中心\n"
	"lines: \"001:1\"\n"
	"offices:\n"
	"  - {id: city, name: 市中心, address: 市里, phone: 1234567, lines: \"001:2\"}\n"
	"  - {id: county, name: 县中心, lines: \"001:3\"}\n"
	"prohibitions:\n"
	"  common:\n"
	"    - {id: jailed, text: 服刑期间, lines: \"001:90\"}\n"
	"    - {id: dispute, text: 存在纠纷, lifted_by: {paper: ruling}, reading: R2, lines: "
	"\"001:91\"}\n";

const char sample_blocks[] = "person:\n"
			     "  title: 人员\n"
			     "  fields:\n"
			     "    - {id: name, label: 姓名, type: name, required: yes}\n"
			     "    - {id: phone, label: 电话, type: phone, required: agent}\n"
			     "heirs:\n"
			     "  fields:\n"
			     "    - {id: list, label: 继承人, type: people, columns: [{id: name, "
			     "label: 姓名, type: name}]}\n";

const char sample_item[] =
	"id: g-001\n"
	"name: 样例事项\n"
	"category: 样例\n"
	"lines: \"001:10-99\"\n"
	"summary: {text: 给样例用, lines: \"001:10\"}\n"
	"audience: [个人, 单位]\n"
	"aliases: [样品]\n"
	"office: {text: 样例科, lines: \"001:11\"}\n"
	"effective: {from: 2024-01-01, transition: 照旧办完}\n"
	"questions:\n"
	"  - {id: who, text: 身份, type: choice, lines: \"001:12\", values: {staff: 职工, flex: "
	"灵活就业, in: 其他}}\n"
	"  - {id: care, text: 情形, type: set, min: 0, lines: \"001:13\", values: {away: 异地, "
	"again: 复发}}\n"
	"  - {id: court, text: 经法院判决, type: yesno, when: care has away, lines: \"001:14\"}\n"
	"  - {id: heirs, text: 继承人数, type: number, min: 1, max: 9, lines: \"001:15\"}\n"
	"  - {id: years, text: 缴费年限, type: months, max: 50y, when: who = staff, lines: "
	"\"001:16\"}\n"
	"  - {id: hurt, text: 受伤之日, type: date, lines: \"001:17\"}\n"
	"  - {id: judged, text: 鉴定之日, type: date, or_none: 未鉴定, optional: yes, lines: "
	"\"001:18\"}\n"
	"  - {id: spent, text: 费用期间, type: period, lines: \"001:19\"}\n"
	"let:\n"
	"  - {id: end, value: \"least(coalesce(judged, hurt + 2y), hurt + 2y)\", reading: R1}\n"
	"  - {id: late, value: spent.from > end}\n"
	"verifications:\n"
	"  - {id: shared, text: 查到判决书, source: 部门共享, when: court, lines: \"001:20\"}\n"
	"conditions:\n"
	"  - {id: enough, text: 满十五年, when: who = staff, test: years >= 15y, fails_as: "
	"missing, lines: \"001:21\"}\n"
	"  - {id: known, text: 已登记, resolve: 先登记, lines: \"001:22\"}\n"
	"prohibitions:\n"
	"  - {id: fraud, text: 骗取, lifted_by: {act: 已退回}, lines: \"001:23\"}\n"
	"prohibitions_from: [common]\n"
	"window: {days: 25..8, across: month, text: 每月25日至次月8日, lines: \"001:24\"}\n"
	"validity: {to: 2030-12-31, when: late, lines: \"001:25\"}\n"
	"materials:\n"
	"  - {id: form, name: 《申请表》, kind: 申请表, forms: 原件, copies: 1, seal: {text: 公章, "
	"when: who = staff}, sign: 本人, lines: \"001:30\"}\n"
	"  - any:\n"
	"      - {id: d1, name: 死亡证明}\n"
	"      - {id: d2, name: 火化证明, exempt: {by: shared, else: nothing}}\n"
	"      - all:\n"
	"          - {id: d3, name: 户籍证明}\n"
	"          - {id: d4, name: 说明, forms: {any: [验原件, 收复印件]}}\n"
	"      - {other: 其他证明}\n"
	"    id: death\n"
	"    when: care has again\n"
	"    forms: 原件\n"
	"    copies: unstated\n"
	"    lines: \"001:31-33\"\n"
	"  - {id: idcard, name: 身份证, per: heirs, forms: [{forms: 复印件, copies: 2, when: who = "
	"flex}, {forms: {all: [原件, 复印件]}, copies: 1}], lines: \"001:34\"}\n"
	"  - {id: judgment, name: 判决书, forms: 复印件, copies: 1, when: court, exempt: {by: "
	"shared, else: required}, lines: \"001:35\"}\n"
	"  - {id: old, name: 旧档案, if_exists: 有旧档案, forms: unstated, copies: unstated, "
	"lines: \"001:36\", defer: {days: 10, unit: 工作日, ways: [现场送达, 邮寄], lines: "
	"\"001:36\"}}\n"
	"  - {use: old, when: late}\n"
	"  - {id: ruling, name: 法律文书, forms: 原件, copies: 1, when: dispute, per: 继承人, "
	"lines: \"001:91\"}\n"
	"  - {unstated: yes, when: who = in}\n"
	"on_forms:\n"
	"  - {forms: [复印件, 打印件], seal: 单位章, lines: \"001:37\"}\n"
	"limits:\n"
	"  - {id: all, text: 10个工作日, days: 10, unit: 工作日, uncounted: [邮寄], lines: "
	"\"001:40\"}\n"
	"  - {id: month, text: 次月, days: 1, unit: 月, from: next_month, lines: \"001:41\"}\n"
	"  - {id: judge, text: 鉴定后5日, days: 5, unit: 日, from: answer(hurt), extend: {days: 3, "
	"unit: 日}, lines: \"001:42\"}\n"
	"  - {id: send, text: 送达20日, days: 20, unit: 日, from: limit(judge), when: court, "
	"lines: \"001:43\"}\n"
	"steps:\n"
	"  - {text: 受理, acts: [receive], days: 0, unit: 即时, lines: \"001:44\"}\n"
	"  - {text: 公示, acts: [public], by: 经办科, days: unstated, counted: no, public: yes, "
	"separate: yes, "
	"lines: \"001:45\"}\n"
	"channels:\n"
	"  - {id: window, places: [{office: city}, 二楼窗口], lines: \"001:50\"}\n"
	"  - {id: online, name: 网办, url: http://example.cn, lines: \"001:51\"}\n"
	"  - mobile\n"
	"fee: {yuan: 12.50, per: 人次, times: people, basis: 某文, lines: \"001:52\"}\n"
	"phones: [{area: 市, number: 1234567, doubt: 待核实, lines: \"001:53\"}]\n"
	"hints:\n"
	"  - {text: 请激活, when: agent, lines: \"001:54\"}\n"
	"  - 只有一句\n"
	"basis: unstated\n"
	"relations: [{before: g-002, text: 先办, lines: \"001:55\"}]\n"
	"readings:\n"
	"  - {id: R1, text: 取早}\n"
	"  - {id: R2, text: 有争议}\n"
	"form:\n"
	"  blocks:\n"
	"    - {use: person, id: insured, role: insured}\n"
	"    - {use: heirs, id: heirs, title: 继承人, when: heirs > 1}\n"
	"  fields:\n"
	"    - {id: start, label: 起始月, type: month, required: who = flex, lines: \"001:60\"}\n"
	"    - {id: who, answer: who}\n";

static char dir[64];

static void write_file(const char *name, const char *text)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	FILE *f = fopen(path, "wb");
	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		abort();
}

struct guide *sample_guide(void)
{
	char guide[80], blocks[96];
	struct faults f = {0};

	snprintf(dir, sizeof(dir), "/tmp/yichuang-guide-XXXXXX");
	if (!mkdtemp(dir))
		abort();
	snprintf(guide, sizeof(guide), "%s/g", dir);
	snprintf(blocks, sizeof(blocks), "%s/blocks.yaml", dir);
	if (mkdir(guide, 0700) != 0)
		abort();
	write_file("g/_shared.yaml", sample_shared);
	write_file("blocks.yaml", sample_blocks);
	struct guide *g = guide_load(guide, blocks, &f);
	for (size_t i = 0; i < f.count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].column,
			f.rows[i].text);
	faults_done(&f);
	return g;
}

void sample_done(struct guide *g)
{
	static const char *const files[] = {"g/_shared.yaml", "blocks.yaml", "g", ""};
	char path[128];

	guide_free(g);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		remove(path);
	}
}

char *sample_break(const char *text, const char *find, const char *put, int *line, int *column)
{
	const char *at = strstr(text, find);

	*line = *column = 0;
	if (!at) {
		fprintf(stderr, "not in the sample: %s\n", find);
		abort();
	}
	char *broken = xasprintf("%.*s%s%s", (int)(at - text), text, put, at + strlen(find));
	char *mark = strstr(broken, MARK);
	if (!mark)
		return broken;
	*line = *column = 1;
	for (const char *p = broken; p < mark; p++) {
		if (*p == '\n') {
			(*line)++;
			*column = 1;
		} else if (((unsigned char)*p & 0xC0) != 0x80) {
			(*column)++;
		}
	}
	memmove(mark, mark + strlen(MARK), strlen(mark + strlen(MARK)) + 1);
	return broken;
}
