/* SPDX-License-Identifier: Apache-2.0
 *
 * Passwords as the store keeps them: Argon2id strings in tables of record that never
 * enter the ledger, and the rules a new one has to fit. Private to the wing.
 */
#ifndef STORE_PASSWORDS_INSIDE_H
#define STORE_PASSWORDS_INSIDE_H

#include <sodium.h>

#include "store/operators.h"

enum { PASSWORD_MIN = 8, PASSWORD_HASH = crypto_pwhash_STRBYTES };

/* Takes its time on purpose: outside of any transaction. Checks the least length alone. */
bool passwords_hash(const char *password, enum password_cost cost, char out[PASSWORD_HASH],
		    struct err *e);
bool passwords_fit(const char *hash, const char *password);
/* As long as a true verification takes, so that the wait does not tell which logins there are.
 * Always false. */
bool passwords_fit_nobody(const char *password);

bool passwords_put(struct store *s, const char *login, const char *hash, struct err *e);
/* "" when there is none. */
bool passwords_get(struct store *s, const char *login, char out[PASSWORD_HASH], struct err *e);
/* Whether a person may choose it for this login: its kinds of characters, not the login, none of
 * those of before that are remembered. ERR_INPUT with what is wrong. */
bool passwords_allowed(struct store *s, const char *login, const char *password, struct err *e);

/* Failures in a row of operators_vouch, beside the password. */
bool passwords_failures(struct store *s, const char *login, int64_t *n, struct err *e);
bool passwords_set_failures(struct store *s, const char *login, int64_t n, struct err *e);

#endif
