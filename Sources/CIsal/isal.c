// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

#include "isal.h"

#if __has_include(<isa-l/igzip_lib.h>)

#include <dlfcn.h>
#include <isa-l/igzip_lib.h>
#include <pthread.h>
#include <stdlib.h>

struct recount_isal {
  struct inflate_state inflate;
};

static void (*inflate_init)(struct inflate_state *);
static void (*inflate_reset)(struct inflate_state *);
static int (*inflate_run)(struct inflate_state *);
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

static void load(void) {
  // The number is that of the interface which the header describes.
  void *library = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  void (*init)(struct inflate_state *) = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_init");
  inflate_reset = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_reset");
  inflate_run = (int (*)(struct inflate_state *))dlsym(library, "isal_inflate");
  if (inflate_reset && inflate_run) inflate_init = init;
}

int recount_isal_is_built(void) { return 1; }

recount_isal *recount_isal_create(void) {
  pthread_once(&loaded, load);
  if (!inflate_init) return NULL;
  recount_isal *state = malloc(sizeof *state);
  if (!state) return NULL;
  inflate_init(&state->inflate);
  state->inflate.crc_flag = ISAL_GZIP;
  return state;
}

void recount_isal_destroy(recount_isal *state) { free(state); }

void recount_isal_reset(recount_isal *state) {
  inflate_reset(&state->inflate);
  state->inflate.crc_flag = ISAL_GZIP;
}

recount_isal_status recount_isal_inflate(recount_isal *state, const uint8_t *input,
                                         uint32_t *input_count, uint8_t *output,
                                         uint32_t *output_count) {
  struct inflate_state *inflate = &state->inflate;
  inflate->next_in = (uint8_t *)input;
  inflate->avail_in = *input_count;
  inflate->next_out = output;
  inflate->avail_out = *output_count;
  int code = inflate_run(inflate);
  *input_count -= inflate->avail_in;
  *output_count -= inflate->avail_out;
  if (code == ISAL_INCORRECT_CHECKSUM) return recount_isal_wrong_checksum;
  if (code < 0) return recount_isal_damaged;
  if (inflate->block_state == ISAL_BLOCK_FINISH) return recount_isal_member_end;
  return recount_isal_progress;
}

#else

int recount_isal_is_built(void) { return 0; }
recount_isal *recount_isal_create(void) { return NULL; }
void recount_isal_destroy(recount_isal *state) { (void)state; }
void recount_isal_reset(recount_isal *state) { (void)state; }

recount_isal_status recount_isal_inflate(recount_isal *state, const uint8_t *input,
                                         uint32_t *input_count, uint8_t *output,
                                         uint32_t *output_count) {
  (void)state;
  (void)input;
  (void)output;
  *input_count = 0;
  *output_count = 0;
  return recount_isal_damaged;
}

#endif
