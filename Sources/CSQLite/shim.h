#pragma once
#include <sqlite3.h>

/* A cast macro, which Swift does not import: SQLite copies the bytes before the call returns. */
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

/* A cast macro as well: the caller keeps the bytes alive until the statement is reset. */
static inline sqlite3_destructor_type csqlite_static(void) { return SQLITE_STATIC; }
