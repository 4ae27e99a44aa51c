/* SPDX-License-Identifier: Apache-2.0
 *
 * One row per kind of event, as event_words.h describes it. No case number: it stands beside.
 */
#include "base/text.h"
#include "store/event_words.h"

/* By topic, as in event.h. */
const char *const event_phrases[EVENT_KINDS] = {
	/* the store itself */
	[EVENT_FOUNDED] = N_("建库：{name}[（演练厅{demo:yes}）]"),
	[EVENT_SETTING] = N_("把设置 {subject} 改为“{value}”"),
	[EVENT_GUIDE_LOADED] = N_("存入指南版本：{item} {name}[，{from} 起][，至 {to}]"),
	/* cases */
	[EVENT_CASE_ACCEPTED] = N_("受理 {item:item} {item_name}[（{situation}）]"
				   "[，{parties.name:person}][，时限 {due_text}][，至 {due}]"
				   "[；主管 {overruled_by:clerk} 改判：{overrule}]"
				   "[；补录，发生于 {occurred:time}，{signed_by:clerk} 签字]"
				   "[；另有 {duplicate_of}，仍受理：{duplicate_reason}]"),
	[EVENT_CASE_DEFERRED] = N_("容缺受理 {item:item} {item_name}[（{situation}）]"
				   "[，{parties.name:person}][，待补：{papers:owed}]"
				   "[；主管 {overruled_by:clerk} 改判：{overrule}]"
				   "[；补录，发生于 {occurred:time}，{signed_by:clerk} 签字]"
				   "[；另有 {duplicate_of}，仍受理：{duplicate_reason}]"),
	[EVENT_CASE_NOTICED] = N_("一次性告知 {item:item} {item_name}[，{parties.name:person}]"
				  "[：{reasons:texts}][；上次未告知，{untold_by:clerk} 签字："
				  "{untold_reason}][；主管 {overruled_by:clerk} 改判：{overrule}]"),
	[EVENT_CASE_REFUSED] = N_("不予受理 {item:item} {item_name}[，{parties.name:person}]"
				  "[：{reasons:texts}][；主管 {overruled_by:clerk} 改判："
				  "{overrule}]"),
	[EVENT_CASE_LINKED] = N_("登记{kind:word} {value:plain}"),
	[EVENT_CASE_VOIDED] =
		N_("作废本件[，{fault:word}][，原因：{reason}][，{signed_by:clerk} 签字]"
		   "[，由 {replaced} 代替]"),
	[EVENT_CASE_CORRECTED] = N_("更正 {label}：[{old:number} ]→ [{value:number}]"
				    "[（{reason}）][，{second:clerk} 签字]"),
	[EVENT_PAPER_ARRIVED] =
		N_("登记补交材料 {paper}[（{way}）][，邮戳 {postmark}][，{came} 到达]"
		   "[，不合格：{unfit:word}][，{remark}]"),
	[EVENT_VERIFICATION_RECHECKED] = N_("再核验 {verification}：{result:word}"
					    "[，来源：{source}][，{remark}]"),
	[EVENT_DOCUMENT_ISSUED] = N_("出具{kind:document} {number:plain}"
				     "[，代替 {replaces:plain}]"),
	[EVENT_DOCUMENT_REPRINTED] = N_("补发文书 {number:plain}[，原因：{reason}]"),
	[EVENT_DOCUMENT_SPOILED] = N_("文书 {number:plain} 未打出[，废 {sheets} 张]"
				      "[，原因：{reason}]"),
	[EVENT_DOCUMENT_VOIDED] = N_("作废文书 {number:plain}[，原因：{reason}]"),
	/* the counter */
	[EVENT_VISIT_BEGUN] = N_("来访开始[，排队号 {queue}]"),
	[EVENT_VISIT_ENDED] = N_("来访结束[（{by:word}）]"),
	[EVENT_GUIDED] = N_("打出{slip:word}：{item:item}[（{reason:word}）]"),
	[EVENT_CONSULTED] = N_("答复咨询：{item:item}"),
	/* people */
	[EVENT_PERSON_JOINED] = N_("把人员 {from} 号并入 {into} 号[，原因：{reason}]"),
	[EVENT_UNMASKED] = N_("显示完整号码[：人员 {person} 号]"),
	/* work in hand */
	[EVENT_DRAFTS_PURGED] = N_("清理 {count} 份草稿[（超过 {days} 天）]"),
	[EVENT_HANDOVER] = N_("{from:clerk} 交班给 {to:clerk}：草稿 {drafts} 份，办件 {cases} 件，"
			      "材料 {papers} 份"),
	/* who works here */
	[EVENT_OPERATOR_CREATED] =
		N_("新增操作员 {subject:plain}（{name}），岗位：{posts:posts}[，原因：{reason}]"),
	[EVENT_OPERATOR_PASSWORD] = N_("为 {subject:clerk} 设置口令[，原因：{reason}]"),
	[EVENT_OPERATOR_POSTS] =
		N_("把 {subject:clerk} 的岗位改为：{posts:posts}[，原因：{reason}]"),
	[EVENT_OPERATOR_ACTIVE] = N_("{active:word}操作员 {subject:clerk}[，原因：{reason}]"),
	[EVENT_OPERATOR_LOGIN] = N_("{subject:clerk} 登录"),
	[EVENT_OPERATOR_FAILED] = N_("用 {subject:clerk} 的名字登录，密码不对"),
	[EVENT_OPERATOR_UNLOCKED] = N_("解除 {subject:clerk} 的锁定[，原因：{reason}]"),
	[EVENT_OPERATOR_LOGGED_OUT] = N_("注销 {subject:clerk} 忘退的登录[，原因：{reason}]"),
	[EVENT_OPERATOR_BROKE_GLASS] =
		N_("由库文件的属主破例重置 {subject:clerk} 的口令[，原因：{reason}]"),
	[EVENT_OPERATOR_ACKNOWLEDGED] =
		N_("确认第 {breach} 笔对 {subject:clerk} 的破例重置[，核实：{reason}]"),
	/* losing and finding */
	[EVENT_BACKED_UP] = N_("备份到第 {head} 笔"),
	[EVENT_RESTORED] = N_("从 {day} 的备份恢复，备份止于第 {head} 笔"),
	[EVENT_NUMBERS_RESERVED] = N_("预留应急号 {count} 个，从第 {first} 个起"),
	[EVENT_NUMBER_UNUSED] = N_("说明号码 {subject} 未使用[（连同其后未用的{rest:yes}）]"
				   "：{reason}"),
	[EVENT_CLOCK_CONFIRMED] = N_("确认今天是 {day}"),
	[EVENT_OPERATOR_SIGNED] = N_("{subject:clerk} 当面签字：{act:word}[，理由：{reason}]"),
	/* guides that change */
	[EVENT_GUIDE_ADOPTED] = N_("载入新版指南 {files:count} 个文件[，{files.effective} 起用]"),
	[EVENT_GUIDE_BACK] = N_("撤回第 {of} 笔载入的指南[，原因：{reason}]"),
	[EVENT_GUIDE_READ] = N_("阅知第 {of} 笔载入的指南变更"),
	/* lists of units */
	[EVENT_ROSTER_MAPPED] = N_("记住一个单位名单的表头[（{headings:count} 列）]"),
	[EVENT_ROSTER_SPLIT] = N_("拆分名单 {item:item}：收 {taken} 人，退 {returned} 人"
				  "[，理由：{reason}][，{signed_by:clerk} 签字]"),
	/* what left as a file */
	[EVENT_EXPORTED] = N_("导出 {subject:plain} {rows} 行[（含完整个人信息{personal:yes}）]"
			      "[，条件：{filter}][，用途：{purpose}][，{signed_by:clerk} 签字]"),
	[EVENT_PARAMETER_SET] = N_("录入 {year} 年的 {subject}：{value}[（{document}）]"),
	/* a case after its decision at the counter */
	[EVENT_CASE_REVIEWED] = N_("通过环节[：{reason}]"),
	[EVENT_CASE_RETURNED] = N_("退回经办：{reason}"),
	[EVENT_CASE_RESUBMITTED] = N_("重新送审[：{reason}]"),
	[EVENT_CASE_GRANTED] = N_("准予办结"),
	[EVENT_CASE_DENIED] = N_("不予办结：{reason}"),
	[EVENT_CASE_SUSPENDED] = N_("中止办理：{reason}"),
	[EVENT_CASE_RESUMED] = N_("恢复办理[：{reason}][，时限至 {dues.due}]"),
	[EVENT_CASE_EXTENDED] = N_("延长时限：{reason}[，至 {dues.due}]"),
	[EVENT_CASE_PUBLICISED] = N_("公示 {first} 至 {last}"),
	[EVENT_CASE_PUBLIC_ENDED] = N_("公示结束[：{reason}][，时限至 {dues.due}]"),
	[EVENT_CASE_WITHDRAWN] = N_("申请人撤回：{reason}"),
	[EVENT_CASE_TERMINATED] = N_("终止办理：{reason}"),
	/* the daily close */
	[EVENT_WINDOW_CLOSED] = N_("窗口 {window:window} 日终 {day}，{signed_by:clerk} 签字"
				   "[，说明 {notes:count} 条]"),
	[EVENT_DAY_CLOSED] = N_("大厅日终 {day}[，{signed_by:clerk} 签字][，待会签{point:yes}]"
				"[，说明 {notes:count} 条]"),
	[EVENT_DAY_REOPENED] = N_("重新打开 {day} 的日终：{reason}[，{signed_by:clerk} 签字]"),
	[EVENT_DAY_COUNTERSIGNED] = N_("会签到 {last} 为止的日终，{signed_by:clerk} 签字"),
	[EVENT_CASE_DELIVERED] = N_("送达[，{way:word}][，签收：{reason}]"),
	[EVENT_DELIVERY_SENT] = N_("以{way:word}送出[，{to:number}]"),
	[EVENT_DELIVERY_WAYBILL] = N_("登记运单号 {waybill:plain}"),
	[EVENT_DELIVERY_BACK] = N_("送达退回：{reason}"),
	[EVENT_MESSAGES_TAKEN] = N_("生成短信 {moves:count} 条"),
	[EVENT_MESSAGE_TOLD] = N_("通知本人[：{result}]"),
	/* 预约, 延时服务 */
	[EVENT_APPOINTMENT_BOOKED] = N_("{kind:word}登记：{name:person}，{day} {minute:hour}"
					"[，{item_name}]（{channel:word}）"
					"[，{stays:clerk} 留下]"),
	[EVENT_APPOINTMENT_MOVED] = N_("第 {id} 笔的预约改到 {day} {minute:hour}"),
	[EVENT_APPOINTMENT_ARRIVED] = N_("第 {id} 笔的预约到场"),
	[EVENT_APPOINTMENT_MISSED] = N_("预约未到 {ids:count} 人"),
	[EVENT_APPOINTMENT_CANCELLED] = N_("取消第 {id} 笔的预约：{why}"),
	[EVENT_LATE_SERVED] = N_("第 {id} 笔的延时服务：{from:hour} 至 {to:hour}"),
	/* 上报批次 */
	[EVENT_BATCH_OPENED] = N_("新建上报批次[，{report_day} 上报][，报 {to}]"),
	[EVENT_BATCH_ADDED] = N_("编入上报批次 {batch:plain}"),
	[EVENT_BATCH_REMOVED] = N_("移出上报批次 {batch:plain}：{why}"),
	[EVENT_BATCH_SENT] = N_("上报批次送出，材料由 {carrier:person} 带走"),
	[EVENT_BATCH_RECEIVED] = N_("上报批次由 {receiver:person} 签收"),
	[EVENT_BATCH_RETURNED] = N_("上报批次 {batch:plain} 退回本件：{reason}"),
	[EVENT_BATCH_DROPPED] = N_("作废上报批次：{why}"),
	/* fees */
	[EVENT_FEE_TOLD] = N_("告知缴费 {amount:money}[，{people} 人]"),
	[EVENT_FEE_PAID] = N_("登记缴费票据 {receipt:plain}，{amount:money}，票据日期 {day}"),
	[EVENT_FEE_TAKEN_BACK] = N_("撤销第 {receipt} 笔的票据登记：{why}"),
	/* who looked at what */
	[EVENT_CASE_VIEWED] = N_("查看办件"),
	[EVENT_PERSON_VIEWED] = N_("查看人员 {person} 号"),
	[EVENT_AUDIT_OPENED] = N_("打开审计界面"),
	[EVENT_SAMPLE_DRAWN] = N_("抽查：从 {first} 至 {last} 的 {population} 件中抽 "
				  "{cases:count} 件[，事项 {item:item}][，经办 {of:clerk}]，"
				  "{strata:word}，种子 {seed}"),
	[EVENT_SAMPLE_CHECKED] = N_("第 {draw} 号抽查复核：{result:word}[，{words}]"),
	/* promises that were not kept, pledges, calls, mistaken acceptances */
	[EVENT_PROMISE_DECIDED] = N_("容缺逾期{decision:word}[至 {until}]：{reason}"
				     "[，{entered_by:clerk} 录入]"),
	[EVENT_PLEDGE_CHECKED] = N_("核查告知承诺 {paper}：{result:word}[，{remark}]"
				    "[（更改原结果{corrects:yes}）]"),
	[EVENT_CASE_CALLED] = N_("联系{about:word}：{result:word}[，{remark}]"),
	[EVENT_PAPERS_BACK] = N_("退还留存的材料[，{receiver:person} 领回]"),
};

const struct event_phrase_word event_phrase_words[] = {
	{"about", "mistaken", N_("更正受理")},
	{"about", "promise", N_("容缺待补")},
	{"act", "batch", N_("签收上报批次")},
	{"act", "case.extended", N_("延长时限")},
	{"act", "close.day", N_("大厅日终")},
	{"act", "close.window", N_("窗口日终")},
	{"act", "correction", N_("更正办件")},
	{"act", "countersign", N_("会签日终")},
	{"act", "export", N_("导出")},
	{"act", "handover", N_("接班签收")},
	{"act", "lapse", N_("容缺逾期处理")},
	{"act", "late", N_("补录")},
	{"act", "mistaken", N_("更正受理")},
	{"act", "overrule", N_("改判")},
	{"act", "reopen", N_("重新打开日终")},
	{"act", "roster_split", N_("名单拆分")},
	{"act", "untold", N_("要求上次未告知的材料")},
	{"active", "0", N_("停用")},
	{"active", "1", N_("启用")},
	{"by", "program", N_("程序补记")},
	{"channel", "12333", "12333"},
	{"channel", "counter", N_("当面")},
	{"channel", "other", N_("其他渠道")},
	{"channel", "phone", N_("咨询电话")},
	{"decision", "continue", N_("按已补齐情况继续")},
	{"decision", "grace", N_("宽限")},
	{"decision", "terminate", N_("终止办理")},
	{"fault", "applicant", N_("申请人原因")},
	{"fault", "ours", N_("本单位原因")},
	{"kind", "external", N_("外部流水号")},
	{"kind", "hour", N_("预约")},
	{"kind", "late", N_("延时服务")},
	{"kind", "prereview", N_("网上预审号")},
	{"reason", "not_here", N_("不在本窗口办理")},
	{"reason", "nothing_to_file", N_("不需要申请")},
	{"reason", "outside_days", N_("不在办理日期内")},
	{"result", "false", N_("不实")},
	{"result", "good", N_("一致")},
	{"result", "in_person", N_("当面告知")},
	{"result", "no", N_("核验不到")},
	{"result", "problem", N_("有问题")},
	{"result", "reached", N_("已通知")},
	{"result", "silent", N_("无人接听")},
	{"result", "true", N_("属实")},
	{"result", "unavailable", N_("系统不可用")},
	{"result", "unknown", N_("无法核实")},
	{"result", "wrong", N_("号码不对")},
	{"result", "yes", N_("核验到")},
	{"slip", "answer", N_("答复单")},
	{"slip", "guidance", N_("指引单")},
	{"slip", "materials", N_("材料清单")},
	{"strata", "clerk", N_("按经办人分层")},
	{"strata", "item", N_("按事项分层")},
	{"strata", "none", N_("不分层")},
	{"unfit", "expired", N_("过期")},
	{"unfit", "illegible", N_("看不清")},
	{"unfit", "incomplete", N_("填写不全")},
	{"unfit", "name_differs", N_("姓名不一致")},
	{"unfit", "no_seal", N_("缺章")},
	{"unfit", "no_signature", N_("缺签字")},
	{"unfit", "original_wanted", N_("需原件")},
	{"unfit", "other", N_("不合要求")},
	{"unfit", "too_few", N_("份数不足")},
	{"unfit", "wrong_form", N_("形式不符")},
	{"way", "online", N_("网上、自助领取")},
	{"way", "post", N_("邮寄")},
	{"way", "village", N_("村级窗口转交")},
	{"way", "window", N_("窗口签收")},
	{0},
};
