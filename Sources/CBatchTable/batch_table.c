// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

#include "batch_table.h"

#include <sqlite3.h>
#include <string.h>

// An eponymous read-only virtual table over arrays of the caller: https://sqlite.org/vtab.html.
// It exists for bulk inserts: SQLite pulls each value through `column`, so a row costs no bind, no
// step and no reset.

typedef struct {
  sqlite3_vtab base;
  recount_batch *batch;
} batch_table;

typedef struct {
  sqlite3_vtab_cursor base;
  const recount_batch *batch;
  int64_t row;
} batch_cursor;

static int table_connect(sqlite3 *database, void *context, int argc, const char *const *argv,
                         sqlite3_vtab **table, char **error) {
  (void)argc;
  (void)argv;
  (void)error;
  recount_batch *batch = context;
  int code = sqlite3_declare_vtab(database, batch->schema);
  if (code != SQLITE_OK) return code;
  batch_table *made = sqlite3_malloc(sizeof *made);
  if (!made) return SQLITE_NOMEM;
  memset(made, 0, sizeof *made);
  made->batch = batch;
  *table = &made->base;
  return SQLITE_OK;
}

static int table_disconnect(sqlite3_vtab *table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

static int table_best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
  info->estimatedRows = ((batch_table *)table)->batch->rows;
  info->estimatedCost = (double)info->estimatedRows;
  return SQLITE_OK;
}

static int cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
  batch_cursor *made = sqlite3_malloc(sizeof *made);
  if (!made) return SQLITE_NOMEM;
  memset(made, 0, sizeof *made);
  made->batch = ((batch_table *)table)->batch;
  *cursor = &made->base;
  return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *cursor) {
  sqlite3_free(cursor);
  return SQLITE_OK;
}

static int cursor_filter(sqlite3_vtab_cursor *cursor, int plan, const char *text, int argc,
                         sqlite3_value **argv) {
  (void)plan;
  (void)text;
  (void)argc;
  (void)argv;
  ((batch_cursor *)cursor)->row = 0;
  return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *cursor) {
  ((batch_cursor *)cursor)->row++;
  return SQLITE_OK;
}

static int cursor_eof(sqlite3_vtab_cursor *cursor) {
  const batch_cursor *at = (const batch_cursor *)cursor;
  return at->row >= at->batch->rows;
}

static void result_text(sqlite3_context *context, const uint8_t *bytes, const int32_t *ends,
                        int64_t index) {
  int32_t start = index == 0 ? 0 : ends[index - 1];
  sqlite3_result_text(context, (const char *)bytes + start, ends[index] - start, SQLITE_STATIC);
}

static int cursor_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int index) {
  const batch_cursor *at = (const batch_cursor *)cursor;
  const recount_column *column = &at->batch->columns[index];
  const int64_t row = at->row;
  switch (column->kind) {
    case recount_column_constant:
      sqlite3_result_int64(context, column->constant);
      break;
    case recount_column_int64:
      sqlite3_result_int64(context, ((const int64_t *)column->values)[row]);
      break;
    case recount_column_int16:
      sqlite3_result_int(context, ((const int16_t *)column->values)[row]);
      break;
    case recount_column_uint8:
      sqlite3_result_int(context, ((const uint8_t *)column->values)[row]);
      break;
    case recount_column_text:
      result_text(context, column->bytes, column->values, row);
      break;
    case recount_column_mixed: {
      int64_t value = ((const int64_t *)column->values)[row];
      if (value >= 0) {
        sqlite3_result_int64(context, value);
      } else {
        result_text(context, column->bytes, column->text_ends, -1 - value);
      }
      break;
    }
  }
  return SQLITE_OK;
}

static int cursor_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid) {
  *rowid = ((batch_cursor *)cursor)->row;
  return SQLITE_OK;
}

static const sqlite3_module batch_module = {
    .iVersion = 0,
    .xConnect = table_connect,
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xDestroy = table_disconnect,
    .xOpen = cursor_open,
    .xClose = cursor_close,
    .xFilter = cursor_filter,
    .xNext = cursor_next,
    .xEof = cursor_eof,
    .xColumn = cursor_column,
    .xRowid = cursor_rowid,
};

int recount_batch_register(struct sqlite3 *database, const char *name, const char *schema,
                           recount_batch *batch) {
  batch->schema = schema;
  return sqlite3_create_module(database, name, &batch_module, batch);
}
