/* SPDX-License-Identifier: Apache-2.0
 *
 * One overlay file as read, with its places, before it is known to fit: what the
 * files of the overlay share.
 */
#ifndef GUIDE_OVERLAY_FILE_H
#define GUIDE_OVERLAY_FILE_H

#include "guide/load.h"
#include "guide/yaml.h"

struct overlay_phone {
	const struct ynode *at;
	const char *settles; /* the number as printed; NULL: one more */
	const char *area, *number, *source;
};
struct overlay_place { /* of an office of the guide, or of a printed place */
	const struct ynode *at;
	const char *name; /* office id, or the printed name */
	const char *address, *phone, *source;
};
struct overlay_words {
	const struct ynode *at;
	const char *text, *source;
};
struct overlay {
	struct arena arena;
	struct ydoc *doc;
	struct piece *piece;
	const char *id;	  /* of the guide or the item */
	const char *name; /* "qz-030.yaml" */
	bool bad;	  /* has faults: is not laid over anything */
	size_t n_phones, n_places, n_aliases, n_remedies;
	struct overlay_phone *phones;
	struct overlay_place *places;
	struct overlay_words *aliases, *remedies;
	struct { /* source NULL: none */
		const struct ynode *at;
		int days;
		enum day_unit unit;
		const char *source;
	} promise;
};

/* Takes the document (NULL: NULL). One with faults comes out `bad`. */
struct overlay *overlay_take(struct ydoc *doc, const char *id, bool of_guide, struct faults *f);
void overlay_free(struct overlay *o);

/* Whether it fits what is printed now: faults else. */
void overlay_check_guide(const struct overlay *o, const struct guide *g, const struct catalog *c,
			 struct faults *f);
void overlay_check_item(const struct overlay *o, const struct item *it, struct faults *f);

/* Lays them over the item, the guide's first; either may be NULL. */
void overlay_merge(struct item *it, const struct guide *g, const struct overlay *of_guide,
		   const struct overlay *of_item);

#endif
