/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of a change as JSON, for --json and as they are kept in the store.
 */
#include <string.h>

#include "guide/diff.h"

static void put(json_t *map, const char *key, const char *text)
{
	json_object_set_new(map, key, text ? json_string(text) : json_null());
}

static json_t *lines_json(const struct item_change *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_lines; i++) {
		json_t *row = json_object();
		put(row, "topic", c->lines[i].topic);
		put(row, "text", c->lines[i].text);
		put(row, "lines", c->lines[i].lines);
		json_array_append_new(list, row);
	}
	return list;
}

json_t *diff_json(const struct guide_change *c)
{
	json_t *items = json_array();

	for (size_t i = 0; i < c->n_items; i++) {
		const struct item_change *it = &c->items[i];
		json_t *row = json_object();
		char day[DATE_TEXT];
		put(row, "item", it->item);
		put(row, "guide", it->guide);
		put(row, "name", it->name);
		put(row, "kind", item_change_ids[it->kind]);
		put(row, "from", it->from == DATE_NONE ? NULL : date_format(it->from, day));
		put(row, "transition", it->transition);
		json_object_set_new(row, "changes", lines_json(it));
		json_array_append_new(items, row);
	}
	return json_pack("{s:o}", "items", items);
}

static const char *get(const json_t *map, const char *key, struct arena *a)
{
	const char *text = json_string_value(json_object_get(map, key));

	return text ? arena_strdup(a, text) : NULL;
}

static bool read_lines(const json_t *list, struct item_change *c, struct arena *a)
{
	const json_t *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		const struct change_line line = {get(row, "topic", a), get(row, "text", a),
						 get(row, "lines", a)};
		if (!line.topic || !line.text)
			return false;
		*ARENA_PUSH(a, c->lines, c->n_lines) = line;
	}
	return true;
}

static bool read_item(const json_t *row, struct item_change *c, struct arena *a)
{
	const char *kind = json_string_value(json_object_get(row, "kind"));
	const char *from = json_string_value(json_object_get(row, "from"));
	int k = 0;

	*c = (struct item_change){
		.item = get(row, "item", a),
		.guide = get(row, "guide", a),
		.name = get(row, "name", a),
		.from = from ? date_parse(from) : DATE_NONE,
		.transition = get(row, "transition", a),
	};
	while (kind && k < ITEM_CHANGE_KINDS && strcmp(item_change_ids[k], kind) != 0)
		k++;
	c->kind = (enum item_change_kind)k;
	return kind && k < ITEM_CHANGE_KINDS && c->item && c->guide && c->name &&
	       read_lines(json_object_get(row, "changes"), c, a);
}

bool diff_read(const json_t *j, struct guide_change *out)
{
	const json_t *items = json_object_get(j, "items"), *row;
	size_t i;

	json_array_foreach(items, i,
			   row) if (!read_item(row,
					       ARENA_PUSH(&out->arena, out->items, out->n_items),
					       &out->arena)) return false;
	return json_is_array(items);
}
