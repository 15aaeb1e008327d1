// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors
#include <zlib.h>

// zlib's initialisers are macros that Swift does not see. Each function returns zlib's own code.

/// Inflates one gzip member, its CRC and length checked.
static inline int recount_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}

/// Deflates into one gzip member.
static inline int recount_deflate_init_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
