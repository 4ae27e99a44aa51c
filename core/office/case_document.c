/* SPDX-License-Identifier: Apache-2.0 */
#include "office/case_document.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/conclusion.h"
#include "office/deferral.h"
#include "office/fee_notice.h"
#include "office/lapse.h"
#include "office/mistaken.h"
#include "office/notice.h"
#include "office/pause_document.h"
#include "office/receipt.h"
#include "office/refusal.h"

const char *const document_kind_ids[DOCUMENT_KINDS] = {
	[DOCUMENT_RECEIPT] = "receipt",
	[DOCUMENT_NOTICE] = "notice",
	[DOCUMENT_DEFERRAL] = "deferral",
	[DOCUMENT_PLEDGE] = "pledge",
	[DOCUMENT_REFUSAL] = "refusal",
	[DOCUMENT_CONCLUSION] = "conclusion",
	[DOCUMENT_DENIAL] = "denial",
	[DOCUMENT_SUSPENSION] = "suspension",
	[DOCUMENT_RESUMPTION] = "resumption",
	[DOCUMENT_EXTENSION] = "extension",
	[DOCUMENT_PUBLICITY] = "publicity",
	[DOCUMENT_PUBLICITY_REPORT] = "publicity_report",
	[DOCUMENT_FEE] = "fee",
	[DOCUMENT_LAPSE] = "lapse",
	[DOCUMENT_MISTAKEN] = "mistaken",
};
const char *const document_kind_names[DOCUMENT_KINDS] = {
	[DOCUMENT_RECEIPT] = N_("受理回执单"),
	[DOCUMENT_NOTICE] = N_("一次性告知书"),
	[DOCUMENT_DEFERRAL] = N_("容缺受理通知书"),
	[DOCUMENT_PLEDGE] = N_("容缺受理承诺书"),
	[DOCUMENT_REFUSAL] = N_("不予受理通知书"),
	[DOCUMENT_CONCLUSION] = N_("办结回执"),
	[DOCUMENT_DENIAL] = N_("不予办理决定书"),
	[DOCUMENT_SUSPENSION] = N_("中止通知书"),
	[DOCUMENT_RESUMPTION] = N_("恢复办理通知"),
	[DOCUMENT_EXTENSION] = N_("延期告知书"),
	[DOCUMENT_PUBLICITY] = N_("公示名单"),
	[DOCUMENT_PUBLICITY_REPORT] = N_("公示情况表"),
	[DOCUMENT_FEE] = N_("缴费通知"),
	[DOCUMENT_LAPSE] = N_("容缺逾期处理决定书"),
	[DOCUMENT_MISTAKEN] = N_("受理更正告知书"),
};
static void (*const builders[DOCUMENT_KINDS])(struct document *, const struct letterhead *,
					      const struct case_record *, const struct item *) = {
	[DOCUMENT_RECEIPT] = receipt_build,
	[DOCUMENT_NOTICE] = notice_build,
	[DOCUMENT_DEFERRAL] = deferral_notice_build,
	[DOCUMENT_PLEDGE] = deferral_pledge_build,
	[DOCUMENT_REFUSAL] = refusal_build,
	[DOCUMENT_CONCLUSION] = conclusion_build,
	[DOCUMENT_DENIAL] = denial_build,
	[DOCUMENT_FEE] = fee_notice_build,
	[DOCUMENT_LAPSE] = lapse_build,
	[DOCUMENT_MISTAKEN] = mistaken_build,
	[DOCUMENT_SUSPENSION] = suspension_build,
	[DOCUMENT_RESUMPTION] = resumption_build,
	[DOCUMENT_EXTENSION] = extension_build,
	[DOCUMENT_PUBLICITY] = publicity_build,
	[DOCUMENT_PUBLICITY_REPORT] = publicity_report_build,
};

int document_kind(const char *id)
{
	for (int i = 0; i < DOCUMENT_KINDS; i++)
		if (strcmp(document_kind_ids[i], id) == 0)
			return i;
	return -1;
}

void case_document_build(struct document *d, enum document_kind kind, const struct letterhead *h,
			 const struct case_record *r, const struct item *it)
{
	builders[kind](d, h, r, it);
}

char *case_document_file(const struct document_row *row, bool later)
{
	return xasprintf("%s-%s.xlsx", row->kind, later ? row->number : row->case_number);
}
