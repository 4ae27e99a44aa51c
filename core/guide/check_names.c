/* SPDX-License-Identifier: Apache-2.0
 *
 * The closed sets of the engine as ids and words.
 */
#include "base/text.h"
#include "guide/check.h"

const char *const outcome_ids[OUTCOMES] = {
	[OUTCOME_PROHIBITED] = "prohibited", [OUTCOME_INELIGIBLE] = "ineligible",
	[OUTCOME_EXPIRED] = "expired",	     [OUTCOME_CLOSED] = "closed",
	[OUTCOME_UNDECIDED] = "undecided",   [OUTCOME_MISSING] = "missing",
	[OUTCOME_DEFER] = "defer",	     [OUTCOME_ACCEPT] = "accept",
};

const char *const outcome_names[OUTCOMES] = {
	[OUTCOME_PROHIBITED] = N_("禁止办理"), [OUTCOME_INELIGIBLE] = N_("不符合条件"),
	[OUTCOME_EXPIRED] = N_("不在有效期"),  [OUTCOME_CLOSED] = N_("此处此时不受理"),
	[OUTCOME_UNDECIDED] = N_("待确认"),    [OUTCOME_MISSING] = N_("材料不齐"),
	[OUTCOME_DEFER] = N_("可容缺受理"),    [OUTCOME_ACCEPT] = N_("可受理"),
};

const char *const reason_ids[REASON_CODES] = {
	[REASON_PROHIBITED] = "prohibited",
	[REASON_INELIGIBLE] = "ineligible",
	[REASON_NOT_YET] = "not_yet",
	[REASON_EXPIRED] = "expired",
	[REASON_OUTSIDE_DAYS] = "outside_days",
	[REASON_NOT_HERE] = "not_here",
	[REASON_NOTHING_TO_FILE] = "nothing_to_file",
	[REASON_OPEN] = "open",
	[REASON_CONDITION] = "condition",
	[REASON_MISSING] = "missing",
	[REASON_MISSING_ANY] = "missing_any",
	[REASON_UNFIT] = "unfit",
	[REASON_DEFERRABLE] = "deferrable",
	[REASON_RECHECK] = "recheck",
};

const char *const unfit_ids[UNFITS] = {
	[UNFIT_NO_SEAL] = "no_seal",
	[UNFIT_NO_SIGNATURE] = "no_signature",
	[UNFIT_ORIGINAL_WANTED] = "original_wanted",
	[UNFIT_EXPIRED] = "expired",
	[UNFIT_NAME_DIFFERS] = "name_differs",
	[UNFIT_ILLEGIBLE] = "illegible",
	[UNFIT_TOO_FEW] = "too_few",
	[UNFIT_INCOMPLETE] = "incomplete",
	[UNFIT_WRONG_FORM] = "wrong_form",
	[UNFIT_OTHER] = "other",
};

const char *const unfit_names[UNFITS] = {
	[UNFIT_NO_SEAL] = N_("缺章"),
	[UNFIT_NO_SIGNATURE] = N_("缺签字"),
	[UNFIT_ORIGINAL_WANTED] = N_("需原件"),
	[UNFIT_EXPIRED] = N_("过期"),
	[UNFIT_NAME_DIFFERS] = N_("姓名不一致"),
	[UNFIT_ILLEGIBLE] = N_("看不清"),
	[UNFIT_TOO_FEW] = N_("份数不足"),
	[UNFIT_INCOMPLETE] = N_("填写不全"),
	[UNFIT_WRONG_FORM] = N_("形式不符"),
	[UNFIT_OTHER] = N_("不合要求"),
};
