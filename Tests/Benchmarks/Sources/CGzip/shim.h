// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors
#include <zlib.h>

// zlib's initialiser is a macro that Swift does not see.

/// Deflates into one gzip member at the level that the gzip command takes by itself.
static inline int corpora_deflate_init(z_stream *stream) {
  return deflateInit2(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
