/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/check_json.h"
#include "guide/item_json.h"

json_t *overlay_json(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_overlaid; i++) {
		const struct overlaid *o = &it->overlaid[i];
		json_array_append_new(list,
				      json_pack("{s:s, s:s, s:o, s:s, s:s}", "key", o->key, "text",
						o->text, "printed", json_text_or_null(o->printed),
						"source", o->source, "file", o->file));
	}
	return list;
}

json_t *promise_json(const struct item *it)
{
	if (!it->promise.given)
		return json_null();
	return json_pack("{s:i, s:s, s:s}", "days", it->promise.days, "unit",
			 day_unit_names[it->promise.unit], "source", it->promise.source);
}
