/* SPDX-License-Identifier: Apache-2.0 */
#include "store/event.h"

#include <string.h>

#include "base/text.h"

const char *const event_ids[EVENT_KINDS] = {
	[EVENT_FOUNDED] = "store.founded",
	[EVENT_SETTING] = "setting.set",
	[EVENT_GUIDE_LOADED] = "guide.loaded",
	[EVENT_CASE_ACCEPTED] = "case.accepted",
	[EVENT_CASE_DEFERRED] = "case.deferred",
	[EVENT_CASE_NOTICED] = "case.noticed",
	[EVENT_CASE_REFUSED] = "case.refused",
	[EVENT_CASE_LINKED] = "case.linked",
	[EVENT_CASE_CORRECTED] = "case.corrected",
	[EVENT_CASE_VOIDED] = "case.voided",
	[EVENT_PAPER_ARRIVED] = "paper.arrived",
	[EVENT_VERIFICATION_RECHECKED] = "verification.rechecked",
	[EVENT_DOCUMENT_ISSUED] = "document.issued",
	[EVENT_DOCUMENT_REPRINTED] = "document.reprinted",
	[EVENT_DOCUMENT_SPOILED] = "document.spoiled",
	[EVENT_DOCUMENT_VOIDED] = "document.voided",
	[EVENT_VISIT_BEGUN] = "visit.begun",
	[EVENT_VISIT_ENDED] = "visit.ended",
	[EVENT_GUIDED] = "counter.guided",
	[EVENT_CONSULTED] = "counter.consulted",
	[EVENT_PERSON_JOINED] = "person.joined",
	[EVENT_UNMASKED] = "person.unmasked",
	[EVENT_DRAFTS_PURGED] = "drafts.purged",
	[EVENT_HANDOVER] = "shift.handover",
	[EVENT_OPERATOR_CREATED] = "operator.created",
	[EVENT_OPERATOR_PASSWORD] = "operator.password",
	[EVENT_OPERATOR_POSTS] = "operator.posts",
	[EVENT_OPERATOR_ACTIVE] = "operator.active",
	[EVENT_OPERATOR_LOGIN] = "operator.login",
	[EVENT_OPERATOR_FAILED] = "operator.failed",
	[EVENT_OPERATOR_UNLOCKED] = "operator.unlocked",
	[EVENT_BACKED_UP] = "store.backed_up",
	[EVENT_RESTORED] = "store.restored",
	[EVENT_NUMBERS_RESERVED] = "numbers.reserved",
	[EVENT_NUMBER_UNUSED] = "number.unused",
	[EVENT_CLOCK_CONFIRMED] = "clock.confirmed",
	[EVENT_OPERATOR_SIGNED] = "operator.signed",
	[EVENT_GUIDE_ADOPTED] = "guide.adopted",
	[EVENT_GUIDE_BACK] = "guide.back",
	[EVENT_GUIDE_READ] = "guide.read",
	[EVENT_ROSTER_MAPPED] = "roster.mapped",
	[EVENT_ROSTER_SPLIT] = "roster.split",
	[EVENT_PARAMETER_SET] = "parameter.set",
	[EVENT_EXPORTED] = "register.exported",
};

const char *const event_names[EVENT_KINDS] = {
	[EVENT_FOUNDED] = N_("建库"),
	[EVENT_SETTING] = N_("修改设置"),
	[EVENT_GUIDE_LOADED] = N_("载入指南"),
	[EVENT_CASE_ACCEPTED] = N_("受理"),
	[EVENT_CASE_DEFERRED] = N_("容缺受理"),
	[EVENT_CASE_NOTICED] = N_("一次性告知"),
	[EVENT_CASE_REFUSED] = N_("不予受理"),
	[EVENT_CASE_LINKED] = N_("登记外部编号"),
	[EVENT_CASE_CORRECTED] = N_("更正"),
	[EVENT_CASE_VOIDED] = N_("作废"),
	[EVENT_PAPER_ARRIVED] = N_("补交材料"),
	[EVENT_VERIFICATION_RECHECKED] = N_("复查核验"),
	[EVENT_DOCUMENT_ISSUED] = N_("出具文书"),
	[EVENT_DOCUMENT_REPRINTED] = N_("补发文书"),
	[EVENT_DOCUMENT_SPOILED] = N_("文书未打出"),
	[EVENT_DOCUMENT_VOIDED] = N_("作废文书"),
	[EVENT_VISIT_BEGUN] = N_("来访"),
	[EVENT_VISIT_ENDED] = N_("离开"),
	[EVENT_GUIDED] = N_("指引"),
	[EVENT_CONSULTED] = N_("咨询"),
	[EVENT_PERSON_JOINED] = N_("并为一人"),
	[EVENT_UNMASKED] = N_("显示完整号码"),
	[EVENT_DRAFTS_PURGED] = N_("清理草稿"),
	[EVENT_HANDOVER] = N_("交接班"),
	[EVENT_OPERATOR_CREATED] = N_("新增操作员"),
	[EVENT_OPERATOR_PASSWORD] = N_("设置密码"),
	[EVENT_OPERATOR_POSTS] = N_("调整岗位"),
	[EVENT_OPERATOR_ACTIVE] = N_("启用或停用操作员"),
	[EVENT_OPERATOR_LOGIN] = N_("登录"),
	[EVENT_OPERATOR_FAILED] = N_("登录失败"),
	[EVENT_OPERATOR_UNLOCKED] = N_("解锁操作员"),
	[EVENT_BACKED_UP] = N_("备份"),
	[EVENT_RESTORED] = N_("从备份恢复"),
	[EVENT_NUMBERS_RESERVED] = N_("预留应急号"),
	[EVENT_NUMBER_UNUSED] = N_("说明号码未使用"),
	[EVENT_CLOCK_CONFIRMED] = N_("确认日期"),
	[EVENT_OPERATOR_SIGNED] = N_("签字"),
	[EVENT_GUIDE_ADOPTED] = N_("载入新版指南"),
	[EVENT_GUIDE_BACK] = N_("撤回新版指南"),
	[EVENT_GUIDE_READ] = N_("阅知指南变更"),
	[EVENT_ROSTER_MAPPED] = N_("记住名单表头"),
	[EVENT_ROSTER_SPLIT] = N_("名单拆分"),
	[EVENT_PARAMETER_SET] = N_("录入年度数"),
	[EVENT_EXPORTED] = N_("导出台账"),
};

int event_kind_of(const char *id)
{
	for (int i = 0; i < EVENT_KINDS; i++) {
		if (strcmp(event_ids[i], id) == 0)
			return i;
	}
	return -1;
}
