/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/item_json.h"

#include <stdlib.h>

json_t *item_json_filled(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_documents; i++) {
		const struct paper_document *d = &it->documents[i];
		json_t *blocks = json_array(), *fields = json_array(), *text = json_array(),
		       *spaces = json_array(), *signs = json_array();
		char *title = item_paper_title(&it->papers[d->paper]);
		for (size_t k = 0; k < d->n_parts; k++)
			json_array_append_new(blocks,
					      json_string(it->blocks[d->parts[k].block].id));
		for (size_t k = 0; k < d->n_fields; k++)
			json_array_append_new(fields, json_string(it->fields[d->fields[k]].path));
		for (size_t k = 0; k < d->text.count; k++)
			json_array_append_new(text,
					      json_pack("{s:s, s:s?}", "text", d->text.rows[k].text,
							"lines", d->text.rows[k].lines));
		for (size_t k = 0; k < d->n_spaces; k++)
			json_array_append_new(spaces,
					      json_pack("{s:s?, s:s?}", "text", d->spaces[k].text,
							"lines", d->spaces[k].lines));
		json_array_append_new(list,
				      json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "paper",
						it->papers[d->paper].id, "title", title, "blocks",
						blocks, "fields", fields, "text", text, "spaces",
						spaces, "sign", signs));
		free(title);
	}
	return list;
}
