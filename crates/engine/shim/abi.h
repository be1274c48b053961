// The whole surface between Rust and SpiderMonkey: plain C types only, mirrored by src/ffi.rs line by line.
//
// Garbage-collected values never cross it. A value that Rust holds is a `Slot`: an index into the context's handle stack,
// which the collector traces and updates. A stale or foreign slot reads as undefined; it cannot reach freed memory.
#pragma once

#include <stddef.h>
#include <stdint.h>

extern "C" {

typedef uint32_t Slot;

struct Context;   // one engine instance, bound to the thread that made it
struct Frontend;  // a parser/decoder, bound to the thread that made it
struct Stencil;   // compiled code before instantiation; reference counted, shared between threads

// Bytes borrowed from the other side for the duration of one call.
struct Bytes {
  const uint8_t* data;
  size_t length;
};

// Receives bytes during the call it is passed to; `out` is the receiver's own.
typedef void (*ByteSink)(void* out, const uint8_t* data, size_t length);

// What the embedder answers. Every function is called on the context's thread, with `host` as given to context_new.
struct HostCalls {
  // Runs a native function. Slots: `this_value`, then `argc` arguments from `first`, `data` as bound to the function.
  // Returns false with an exception pending in the context.
  bool (*native)(void* host, uint32_t id, Slot this_value, Slot first, uint32_t argc, Slot data, Slot* result);
  // Value of the lazily defined global with this index in the list given to context_new.
  bool (*global)(void* host, uint32_t index, Slot* result);
  // `import()`: `referrer` is the module's id or -1; the answer comes later through dynamic_import_finish.
  void (*dynamic_import)(void* host, int64_t referrer, Slot request, Slot promise, Bytes specifier, uint32_t type,
                         uint32_t phase);
  // First `import.meta` of a module: fill `meta`.
  bool (*import_meta)(void* host, int64_t module, Slot meta);
  // A promise was rejected without a handler (`handled` false), or got its handler late (true).
  void (*rejection)(void* host, Slot promise, bool handled);
  // A job threw: `error` is the exception.
  void (*job_failed)(void* host, Slot error);
  // Source text of the module whose code was compiled without it; false when it cannot be had unchanged.
  bool (*source)(void* host, const char* filename, Bytes* text);
};

struct LazyGlobal {
  const char* name;
  bool enumerable;
};

struct ContextOptions {
  void* host;
  const HostCalls* calls;
  Bytes self_hosted;  // encoded self-hosted code, 8-aligned and immortal; empty: parse it
  const LazyGlobal* globals;
  size_t globals_length;
  size_t stack_bytes;  // native stack the engine may use
};

// -- process and context -------------------------------------------------------------------------------------------------
// Processors that this process may run on. (How many of them a container may use would be three more files to read.)
size_t engine_processors();
void engine_before_start();
bool engine_init(Bytes build_id, void (*run_helper)(void* task), size_t helper_threads);
void engine_run_helper_task(void* task);
Context* context_new(const ContextOptions* options);
void context_set_stack(Context* cx, size_t stack_bytes);
void context_collect(Context* cx);
void context_start_nursery(Context* cx);
uint64_t context_heap_bytes(Context* cx);
void context_set_time_zone(Context* cx, const char* name);  // IANA name; null: the system's
void engine_encode_self_hosted(void* out, ByteSink sink);

// -- compiled code -------------------------------------------------------------------------------------------------------
// GoalFunction: the text is one parenthesised function expression whose first line is not of the source.
enum Goal : uint32_t { GoalModule = 0, GoalScript = 1, GoalFunction = 2 };

struct CompileOptions {
  uint32_t goal;
  bool lazy_source;     // leave the text out of the stencil; the host's `source` gives it back
  bool discard_source;  // the text is never needed again (built-ins)
};

struct CompileError {
  void* out;
  ByteSink message;
  uint32_t line;    // 1-based; 0 when the engine gave no position
  uint32_t column;  // 1-based, UTF-16 code units
  uint32_t kind;    // 0 SyntaxError, 1 too much recursion, 2 out of memory, 3 too large, 4 the function ends early
  size_t end;       // kind 4: offset in bytes behind the brace that ends it
};

// Visits a module's records in source order. Absent strings have data == nullptr.
struct MetadataVisitor {
  void* out;
  void (*attribute)(void* out, Bytes key, Bytes value);  // of the request that follows
  void (*request)(void* out, Bytes specifier, uint32_t phase, uint32_t line, uint32_t column);
  void (*import)(void* out, uint32_t request, Bytes import_name, Bytes local_name, uint32_t line, uint32_t column);
  void (*local_export)(void* out, Bytes export_name, Bytes local_name);
  void (*indirect_export)(void* out, Bytes export_name, uint32_t request, Bytes import_name);
  void (*star_export)(void* out, uint32_t request);
  void (*flags)(void* out, bool has_top_level_await);
};

Frontend* frontend_new(size_t stack_bytes);
void frontend_free(Frontend* frontend);
Stencil* frontend_compile(Frontend* frontend, Bytes text, const CompileOptions* options, CompileError* error);
Stencil* frontend_decode(Frontend* frontend, Bytes code, bool immortal);
bool frontend_encode(Frontend* frontend, Stencil* stencil, void* out, ByteSink sink);
bool frontend_name(Frontend* frontend, Stencil* stencil, const char* filename);
bool stencil_metadata(Stencil* stencil, const MetadataVisitor* visitor);
void stencil_retain(Stencil* stencil);
void stencil_release(Stencil* stencil);

// -- modules -------------------------------------------------------------------------------------------------------------
bool module_instantiate(Context* cx, Stencil* stencil, uint32_t id, Slot* module);
bool module_synthetic(Context* cx, Slot names, Slot values, Slot* module);
bool module_set_requested(Context* cx, Slot module, const Slot* targets, size_t length);
bool module_link(Context* cx, Slot module);
bool module_evaluate(Context* cx, Slot module, Slot* promise);
bool module_namespace(Context* cx, Slot module, Slot* ns);
bool module_metadata(Context* cx, Slot module, const MetadataVisitor* visitor);
bool module_synthetic_fill(Context* cx, Slot module, Slot values);
uint32_t module_status(Context* cx, Slot module);
bool script_run(Context* cx, Stencil* stencil, Slot* result);
bool function_instantiate(Context* cx, Stencil* stencil, uint32_t id, bool collect, Slot* function);
bool dynamic_import_finish(Context* cx, Slot request, Slot promise, Slot module);
bool dynamic_import_fail(Context* cx, Slot promise, Slot error);

// -- jobs ----------------------------------------------------------------------------------------------------------------
void jobs_run(Context* cx);
bool jobs_enqueue(Context* cx, Slot callable);
void async_context_get(Context* cx, Slot* value);
bool async_context_set(Context* cx, Slot value);
bool tasks_run_finished(Context* cx);
uint32_t tasks_outstanding(Context* cx);
void tasks_wait(Context* cx, int64_t timeout_us);
void tasks_wake(Context* cx);  // from any thread: ends a wait, or the next one

// -- values --------------------------------------------------------------------------------------------------------------
enum ValueKind : uint32_t {
  KindUndefined = 0,
  KindNull,
  KindBoolean,
  KindNumber,
  KindString,
  KindSymbol,
  KindBigInt,
  KindObject,
  KindFunction
};

uint32_t scope_enter(Context* cx);
void scope_leave(Context* cx, uint32_t mark);
uint32_t persist(Context* cx, Slot value);
void persist_free(Context* cx, uint32_t handle);
Slot persist_get(Context* cx, uint32_t handle);

Slot value_global(Context* cx);
Slot value_boolean(Context* cx, bool value);
Slot value_null(Context* cx);
Slot value_number(Context* cx, double value);
bool value_string(Context* cx, Bytes utf8, Slot* result);
bool value_bigint(Context* cx, uint64_t value, Slot* result);
bool value_object(Context* cx, Slot* result);
bool value_array(Context* cx, const Slot* items, size_t length, Slot* result);
bool value_json(Context* cx, Bytes text, Slot* result);
bool value_native(Context* cx, const char* name, uint32_t id, uint32_t arity, Slot data, Slot* result);
bool value_error(Context* cx, uint32_t kind, Bytes message, const char* filename, uint32_t line, uint32_t column,
                 Slot* result);

uint32_t value_type(Context* cx, Slot value);
bool value_to_boolean(Context* cx, Slot value);
bool value_to_number(Context* cx, Slot value, double* result);
bool value_to_utf8(Context* cx, Slot value, void* out, ByteSink sink);
bool value_is_error(Context* cx, Slot value);
bool value_same(Context* cx, Slot a, Slot b);

// -- bytes and characters where they lie ---------------------------------------------------------------------------------
// Views are valid until the context is used again in any way.
struct BytesView {
  uint8_t* data;   // null where there are none: an empty or detached buffer
  size_t length;
  bool shared;     // other threads may change them meanwhile
  bool immutable;
};

struct TextView {
  const uint8_t* latin1;  // one of the two is null
  const uint16_t* utf16;
  size_t length;          // in characters of either kind
};

bool value_bytes(Context* cx, Bytes bytes, Slot* result);
bool value_latin1(Context* cx, Bytes characters, Slot* result);
bool value_utf16(Context* cx, const uint16_t* units, size_t length, Slot* result);
bool bytes_view(Context* cx, Slot value, BytesView* view);
bool bytes_read(Context* cx, Slot value, void* out, ByteSink sink);
bool bytes_write(Context* cx, Slot value, size_t offset, Bytes bytes);
bool text_view(Context* cx, Slot value, TextView* view);

// -- objects -------------------------------------------------------------------------------------------------------------
bool object_get(Context* cx, Slot object, const char* name, Slot* result);
bool object_set(Context* cx, Slot object, const char* name, Slot value);
bool object_define(Context* cx, Slot object, const char* name, Slot value, bool enumerable);
bool object_set_prototype(Context* cx, Slot object, Slot prototype);
bool array_length(Context* cx, Slot array, uint32_t* length);
bool array_get(Context* cx, Slot array, uint32_t index, Slot* result);
bool function_call(Context* cx, Slot function, Slot this_value, const Slot* args, size_t argc, Slot* result);

bool object_define_accessor(Context* cx, Slot object, const char* name, Slot getter, Slot setter);
bool stack_frames(Context* cx, Slot error, Slot start_after, uint32_t limit, Slot* result);

bool exception_take(Context* cx, Slot* result);
void exception_set(Context* cx, Slot value);

// -- looking inside (console, util.inspect, structuredClone) ---------------------------------------------------------------
const char* inspect_class(Context* cx, Slot value);
void promise_mark_handled(Context* cx, Slot promise);
bool inspect_promise(Context* cx, Slot value, uint32_t* state, Slot* result);
bool inspect_proxy(Context* cx, Slot value, Slot* target, Slot* handler);
bool inspect_iterator(Context* cx, Slot value, Slot* target, uint32_t* kind, uint32_t* passed);
bool inspect_weak_keys(Context* cx, Slot value, Slot* keys);
bool structured_clone(Context* cx, Slot value, Slot transfer, Slot* result);

}  // extern "C"
