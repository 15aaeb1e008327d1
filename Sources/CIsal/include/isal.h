// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

#pragma once
#include <stddef.h>
#include <stdint.h>

// Intel's ISA-L inflates gzip about twice as fast as zlib: https://github.com/intel/isa-l. It is used
// where it was known when this was built and is there when it runs; nothing is linked to it.

typedef struct recount_isal recount_isal;

/// What a call of `recount_isal_inflate` came to.
typedef enum {
  recount_isal_progress,
  /// The gzip member is complete, checksum and length right.
  recount_isal_member_end,
  /// Checksum or length are wrong; the member ends here all the same.
  recount_isal_wrong_checksum,
  /// The data is none that deflate gives.
  recount_isal_damaged,
} recount_isal_status;

/// Whether the library was known when this was built.
int recount_isal_is_built(void);

/// A state for gzip members, or NULL where the library is not there.
recount_isal *recount_isal_create(void);
void recount_isal_destroy(recount_isal *state);

/// Makes the state ready for the next member.
void recount_isal_reset(recount_isal *state);

/// Inflates from `input` to `output`; both counts go in as what there is and come out as what was
/// used.
recount_isal_status recount_isal_inflate(recount_isal *state, const uint8_t *input,
                                         uint32_t *input_count, uint8_t *output,
                                         uint32_t *output_count);
