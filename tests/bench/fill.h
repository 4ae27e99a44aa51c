/* SPDX-License-Identifier: Apache-2.0
 *
 * Many cases in a demo store, quickly. Rows go straight into the ledger and the
 * derived tables, without chain or JSON: good for timing reads, nothing else
 * (`verify` would refuse such a store).
 */
#ifndef BENCH_FILL_H
#define BENCH_FILL_H

/* Ends the benchmark with a message when it cannot. */
void fill_store(const char *path, int cases);

#endif
