/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading parts of a zip that nobody vouches for. What the directory says of sizes
 * is checked while unpacking: a bomb is stopped by the bytes that really come out.
 */
#include <string.h>

#include "base/text.h"
#include "exchange/xlsx_inside.h"

enum { PARTS = 20000, FREE_BYTES = 1 << 20 /* below, any ratio will do */ };

static bool cut_short(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');

	return err_set(e, ERR_INPUT, _("%s 不完整或已损坏，请重新拷贝一份；再不行请单位重新保存"),
		       slash ? slash + 1 : path);
}

static bool has_password(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');

	return err_set(e, ERR_INPUT,
		       _("%s：该文件有打开密码，读不了。请单位去掉密码后另存一份再交"),
		       slash ? slash + 1 : path);
}

zip_t *package_open(const char *path, struct err *e)
{
	int code = 0;
	zip_t *zip = zip_open(path, ZIP_RDONLY, &code);

	if (!zip) {
		cut_short(path, e);
		return NULL;
	}
	if (zip_get_num_entries(zip, 0) <= PARTS)
		return zip;
	err_set(e, ERR_INPUT,
		_("文件里的部件多得不正常（超过 %d 个），没有读取。请单位重新保存一份"), PARTS);
	zip_discard(zip);
	return NULL;
}

bool package_has(zip_t *zip, const char *name)
{
	return zip_name_locate(zip, name, ZIP_FL_NOCASE) >= 0;
}

bool part_open(struct part *p, zip_t *zip, const char *path, const char *name,
	       const struct grid_limits *limits, struct err *e)
{
	zip_int64_t at = zip_name_locate(zip, name, ZIP_FL_NOCASE);
	zip_stat_t st;

	*p = (struct part){.path = path, .most = limits->part_bytes, .ratio = limits->ratio};
	if (at < 0 || zip_stat_index(zip, (zip_uint64_t)at, 0, &st) != 0)
		return cut_short(path, e);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
		return has_password(path, e);
	p->packed = st.valid & ZIP_STAT_COMP_SIZE ? (int64_t)st.comp_size : 0;
	p->size = st.valid & ZIP_STAT_SIZE ? (int64_t)st.size : 0;
	p->file = zip_fopen_index(zip, (zip_uint64_t)at, 0);
	return p->file ? true : cut_short(path, e);
}

void part_close(struct part *p)
{
	if (p->file)
		zip_fclose(p->file);
	p->file = NULL;
}

/* True for a bomb. */
static bool is_too_much(const struct part *p)
{
	return p->read > p->most || (p->read > FREE_BYTES && p->read / p->ratio > p->packed);
}

long part_read(struct part *p, void *out, size_t n, struct err *e)
{
	zip_int64_t got = zip_fread(p->file, out, n);

	if (got < 0) {
		int system = zip_error_code_system(zip_file_get_error(p->file));
		if (system)
			refuse_broken_off(p->path, e);
		else
			cut_short(p->path, e);
		return -1;
	}
	p->read += got;
	if (!is_too_much(p))
		return (long)got;
	err_set(e, ERR_INPUT,
		_("文件展开后大得不正常（压缩炸弹，或整张表都设了格式），没有读取。请单位把名单"
		  "复制到新表格再交"));
	return -1;
}
