/* SPDX-License-Identifier: Apache-2.0
 *
 * The electronic papers of a casefile, in memory and as JSON.
 */
#include <string.h>

#include "base/text.h"
#include "case/casefile_inside.h"

static struct paper_file keep(struct casefile *c, const struct paper_file *f)
{
	return (struct paper_file){.hash = arena_strdup(&c->arena, f->hash),
				   .name = arena_strdup(&c->arena, f->name),
				   .size = f->size,
				   .rows = f->rows};
}

bool casefile_add_file(struct casefile *c, size_t paper, const struct paper_file *f)
{
	struct paper_record *r = &c->papers[paper];

	for (size_t i = 0; i < r->n_files; i++) {
		if (strcmp(r->files[i].hash, f->hash) == 0) {
			r->files[i] = keep(c, f);
			return true;
		}
	}
	if (r->n_files >= PAPER_FILES_MOST)
		return false;
	*ARENA_PUSH(&c->arena, r->files, r->n_files) = keep(c, f);
	return true;
}

void casefile_remove_file(struct casefile *c, size_t paper, size_t file)
{
	struct paper_record *r = &c->papers[paper];

	r->n_files--;
	memmove(r->files + file, r->files + file + 1, (r->n_files - file) * sizeof(r->files[0]));
}

void casefile_carry_record(const struct casefile *from, size_t paper, struct casefile *to,
			   size_t at)
{
	struct paper_record r = from->papers[paper];

	r.n_files = 0;
	r.files = NULL;
	to->papers[at] = r;
	for (size_t i = 0; i < from->papers[paper].n_files; i++)
		casefile_add_file(to, at, &from->papers[paper].files[i]);
}

json_t *casefile_files_json(const struct paper_record *r)
{
	json_t *j = json_array();

	for (size_t i = 0; i < r->n_files; i++) {
		const struct paper_file *f = &r->files[i];
		json_t *one = json_pack("{s:s, s:s, s:I}", "hash", f->hash, "name", f->name, "size",
					(json_int_t)f->size);
		if (f->rows)
			json_object_set_new(one, "rows", json_integer(f->rows));
		json_array_append_new(j, one);
	}
	return j;
}

bool reader_files(struct reader *r, size_t paper, const json_t *files)
{
	size_t i;
	json_t *j;

	if (files && !json_is_array(files))
		return reader_ill_typed(r, "files", _("数组"));
	json_array_foreach((json_t *)files, i, j)
	{
		json_int_t size = 0, rows = 0;
		struct paper_file f = {0};
		if (json_unpack(j, "{s:s, s:s, s:I, s?I}", "hash", &f.hash, "name", &f.name, "size",
				&size, "rows", &rows) != 0 ||
		    size <= 0 || rows < 0 || rows > INT32_MAX)
			return reader_ill_typed(r, "files", "{hash, name, size, rows}");
		f.size = size;
		f.rows = (int)rows;
		if (!casefile_add_file(r->c, paper, &f))
			return reader_ill_typed(r, "files", _("不超过 500 个文件"));
	}
	return true;
}
