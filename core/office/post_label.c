/* SPDX-License-Identifier: Apache-2.0 */
#include "office/post_label.h"

#include "base/text.h"

void post_label_build(struct document *d, const struct letterhead *h, const struct delivery_row *r,
		      date_day on)
{
	letterhead_open(d, h, _("邮寄送达单"), r->number, NULL);
	document_grid(d, _("收件人"));
	document_pair(d, _("姓名（名称）"), r->name);
	document_pair(d, _("电话"), r->phone);
	document_pair(d, _("地址"), r->to);
	document_grid(d, _("寄件单位"));
	document_pair(d, _("单位"), h->agency);
	document_pair(d, _("电话"), h->phone);
	document_grid(d, _("送达回执（签收后寄回或由投递员带回）"));
	document_pair(d, _("事项"), r->item_name);
	document_pair(d, _("运单号"), r->waybill);
	document_sign(d);
	document_blank(d, _("收件人签收："), NULL);
	document_blank(d, _("签收日期："), NULL);
	document_blank(d, _("代收人与收件人的关系："), NULL);
	document_blank(d, _("代收人证件号码后四位："), NULL);
	document_hints(d, NULL);
	document_line(d, _("无法投递的，请注明原因退回寄件单位。"));
	letterhead_close_slip(d, h, on);
}
