/* SPDX-License-Identifier: Apache-2.0
 *
 * What a site says itself beside the guides: phones it has settled or added,
 * addresses, aliases, words of a refusal, and the days it promises (本单位承诺时限)
 * where the guide prints no limit or a longer one. A folder of GUIDE.yaml and
 * ITEM.yaml (forms/FORMAT.md), each leaf with who settled it. It is laid over the
 * items after they were read, every leaf marked as the site's; a file that does not
 * fit the guides, or would change what they rule, is refused whole, with the places.
 */
#ifndef GUIDE_OVERLAY_H
#define GUIDE_OVERLAY_H

#include <stdbool.h>

#include "guide/load.h"

/* Lays the files of the folder over the items they are of; a folder that is not there is none.
 * The items of files with faults stay as the guide has them. False with faults. */
bool overlay_folder(struct catalog *c, const char *dir, struct faults *f);

/* One item as it was kept: the bytes of the guide's and of its own file, either NULL. What does not
 * fit any more is passed over: the version tells. */
void overlay_again(struct item *it, const struct guide *g, const char *of_guide,
		   const char *of_item);

#endif
