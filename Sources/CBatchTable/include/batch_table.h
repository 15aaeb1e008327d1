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
  recount_column_dictionary,
} recount_column_kind;

/// One column of a batch. The pointers belong to the caller and must outlive each statement that
/// reads the table.
typedef struct {
  recount_column_kind kind;
  /// The value of every row of a constant column, and of absent values of a dictionary.
  int64_t constant;
  /// Numbers; for text the end of each row in `bytes`; for a dictionary the local number of each row.
  const void *values;
  /// Text of the rows, or of a dictionary's inline values.
  const uint8_t *bytes;
  /// Dictionary only: number in the case of each local number.
  const int64_t *numbers;
  /// Dictionary only: end of each inline value in `bytes`.
  const int32_t *inline_ends;
} recount_column;

typedef struct {
  int64_t rows;
  int32_t column_count;
  const recount_column *columns;
  const char *schema;
} recount_batch;

/// Registers a read-only table `name` over `batch`; `schema` is its CREATE TABLE text, in the order
/// of the columns. `INSERT INTO target SELECT * FROM name` then costs one virtual call per value and
/// no binding. `schema` and `batch` must outlive the connection. Returns SQLite's code.
int recount_batch_register(struct sqlite3 *database, const char *name, const char *schema,
                           recount_batch *batch);
