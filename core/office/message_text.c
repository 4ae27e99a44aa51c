/* SPDX-License-Identifier: Apache-2.0 */
#include "office/message_text.h"

#include "base/text.h"

void message_text(struct str *out, const struct letterhead *h, const struct message_row *m)
{
	char due[32];

	str_addf(out, _("【%s】您办理的“%s”"), h->agency, m->item_name ? m->item_name : "");
	switch (m->occasion) {
	case MESSAGE_NOTICED:
		str_addf(out, _("材料需要补正，见一次性告知书，编号%s"), m->number);
		break;
	case MESSAGE_DECIDED:
		str_addf(out, _("已经办结，受理号%s，请凭受理号领取结果"), m->number);
		break;
	default:
		str_addf(out, _("已经受理，受理号%s，查询码%s"), m->number, m->query_code);
		if (m->due != DATE_NONE)
			str_addf(out, _("，%s前办结"), date_format_zh(m->due, due));
	}
	if (h->query_url && m->occasion == MESSAGE_ACCEPTED)
		str_addf(out, _("，查询：%s"), h->query_url);
	if (h->phone)
		str_addf(out, _("。咨询电话%s"), h->phone);
	str_add(out, _("。"));
}
