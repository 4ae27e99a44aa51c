/* SPDX-License-Identifier: Apache-2.0
 *
 * What the store knows of a party, taken into the form: nothing the clerk has
 * typed is overwritten, everything filled in is marked until somebody has
 * confirmed it with the person. Pure: rows and records are the caller's.
 */
#ifndef CASE_KNOWN_H
#define CASE_KNOWN_H

#include "case/casefile.h"
#include "store/people.h"
#include "store/record.h"

/* Who may stand in a block, as far as it is filled in: `kind` and `number` for people_get, or,
 * without a number, name and phone. All "" when there is too little. */
struct known_key {
	const char *kind, *number, *name, *phone;
};
struct known_key known_key(const struct casefile *c, size_t block);

/* What the store says of one person. */
struct known_person {
	const struct person_row *row;
	const struct person_number *numbers;
	size_t n_numbers;
	const struct case_record *newest; /* their newest case in the block's role; NULL */
};

/* The block a field stands in when a party stands there (a role), else -1. */
int known_block(const struct item *it, size_t field);
/* The block Ctrl+P fills when the keys stand in none: the insured, else the first party; -1. */
int known_first_block(const struct item *it);

/* Fills the empty fields of the block, and of the bank and card blocks when it is the first
 * party's. `chosen`: the person was picked, so name and numbers in the block are replaced. False
 * when the block names somebody else: nothing is filled. Returns in *n how many were. */
bool known_fill(struct casefile *c, size_t block, const struct known_person *p, bool chosen,
		date_day today, size_t *n);

/* Fields filled in and not confirmed yet that are asked under the answers so far. */
size_t known_open(const struct casefile *c, const struct check *k);
void known_confirm_all(struct casefile *c);
/* A known value that is shown in part only: account, certificate, phone. */
bool known_is_masked(const struct casefile *c, size_t field);
/* As it may be shown; from the arena. */
const char *known_masked(const struct casefile *c, size_t field, struct arena *a);

#endif
