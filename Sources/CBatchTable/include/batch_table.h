// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

#pragma once
#include <stdint.h>

struct sqlite3;

/// How the values of a column are stored.
typedef enum {
  recount_column_constant,
  recount_column_int64,
  recount_column_int16,
  recount_column_uint8,
  recount_column_text,
  recount_column_mixed,
} recount_column_kind;

/// One column of a batch. The pointers belong to the caller and must outlive each statement that
/// reads the table; every array has one entry a row.
typedef struct {
  recount_column_kind kind;
  /// The value of every row of a constant column.
  int64_t constant;
  /// Numbers; for text the end of each row in `bytes`; for a mixed column 64-bit numbers, where
  /// `-1 - i` stands for text `i`.
  const void *values;
  /// Text of the rows, or the texts of a mixed column one behind the other.
  const uint8_t *bytes;
  /// Mixed only: end of each text in `bytes`.
  const int32_t *text_ends;
} recount_column;

typedef struct {
  int64_t rows;
  const recount_column *columns;
  const char *schema;
} recount_batch;

/// Registers a read-only table `name` over `batch`; `schema` is its CREATE TABLE text, in the order
/// of the columns. `INSERT INTO target SELECT * FROM name` then costs one virtual call per value and
/// no binding. `schema` and `batch` must outlive the connection. Returns SQLite's code.
int recount_batch_register(struct sqlite3 *database, const char *name, const char *schema,
                           recount_batch *batch);
