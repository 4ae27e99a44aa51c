/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the reference share.
 */
#ifndef TESTS_REFERENCE_WORK_H
#define TESTS_REFERENCE_WORK_H

#include "guide/reference.h"

/* One completion: every variable known or none. */
struct world {
	const struct item *item;
	struct value *values;
	uint8_t *truths; /* n_nodes, what has been worked out: 0 nothing, 1 false, 2 true */
	bool *in_group;	 /* n_demands: below an `any` */
};

/* reference_truth.c */
void world_forget(struct world *w);
uint8_t world_work_out(struct world *w, expr_ref node); /* 1 false, 2 true */
static inline bool world_truth(struct world *w, expr_ref node)
{
	return (w->truths[node] ? w->truths[node] : world_work_out(w, node)) == 2;
}
struct value world_value(struct world *w, expr_ref node);
/* The variable behind its gate. */
struct value world_var(struct world *w, int var);
/* Marks the nodes a rule is made of. */
void mark_nodes(const struct item *it, expr_ref node, bool *reached);

/* reference_values.c */
struct value_list {
	size_t count, room;
	struct value *rows;
};
/* `values` may hold open ones. Only the reached nodes count. */
void list_values(const struct item *it, const bool *reached, const struct value *values,
		 const struct paper_mark *marks, int var, struct value_list *out);
/* The days a period may begin or end on. */
void list_days(const struct item *it, const bool *reached, const struct value *values,
	       struct value_list *out);

/* reference_papers.c: what one completion asks for */
enum ask_state { ASK_NO, ASK_YES, ASK_EXEMPT };
enum row_state { ROW_ABSENT, ROW_UNMET, ROW_EXEMPT, ROW_MET };
enum { LEAF_CELLS = 4 };
bool paper_met(struct world *w, const struct paper_mark *marks, int paper);
/* Asked for outside any group; and one leaf of the tree. */
enum ask_state ask_of_paper(struct world *w, int paper);
enum ask_state ask_of_leaf(struct world *w, int row);
enum row_state row_state(struct world *w, const struct paper_mark *marks, int row);
/* Of an unmet row: whether some way of completing it lacks nothing but what may follow. */
bool row_may_follow(struct world *w, const struct paper_mark *marks, int row);
/* How the paper is asked for: LEAF_CELLS numbers. */
void paint_ask(struct world *w, int paper, enum ask_state state, int64_t *cells);
bool row_in_group(const struct item *it, int row);

#endif
