// Process start, context start, the global object, the self-hosted code.

#include "context.h"

#include <sched.h>
#include <stdlib.h>
#if __has_include(<sys/single_threaded.h>)
#  include <sys/single_threaded.h>
#endif

#include <new>
#include <string>
#include <thread>

#include "js/BuildId.h"
#include "js/CompilationAndEvaluation.h"
#include "js/Context.h"
#include "js/GCAPI.h"
#include "js/GlobalObject.h"
#include "js/HelperThreadAPI.h"
#include "js/Initialization.h"
#include "js/Prefs.h"
#include "js/PropertyAndElement.h"
#include "js/Realm.h"
#include "js/RealmOptions.h"
#include "js/SliceBudget.h"
#include "js/Stack.h"
#include "js/Warnings.h"
#include "jsfriendapi.h"
#include "mozilla/TimeStamp.h"

using namespace JS;

namespace {

std::string& process_build_id() {
  static std::string id;
  return id;
}

bool append_build_id(BuildIdCharVector* out) {
  const std::string& id = process_build_id();
  return out->append(id.data(), id.size());
}

void (*helper_runner)(void* task) = nullptr;

void dispatch_helper(HelperThreadTask* task) { helper_runner(task); }

// What is made before the program runs (the realm, module records, functions) lives as long as the process: a nursery would
// only copy it. context_start_nursery brings it back. See docs/performance.md.
void set_heap_parameters(JSContext* cx) {
  JS_SetGCParameter(cx, JSGC_NURSERY_ENABLED, 0);
  JS_SetGCParameter(cx, JSGC_MAX_BYTES, UINT32_MAX);
  JS_SetGCParameter(cx, JSGC_INCREMENTAL_GC_ENABLED, 1);
  JS_SetGCParameter(cx, JSGC_SLICE_TIME_BUDGET_MS, 10);
}

// Programs that start often run each function a few times; code for inline caches pays for itself later than the engine
// assumes (10 calls). Measured: 2.5 of 37 ms on lodash-es, 0.8 of 6.9 ms on a program of one line.
void set_compiler_thresholds(JSContext* cx) {
  constexpr uint32_t baseline_interpreter_calls = 50;
  JS_SetGlobalJitCompilerOption(cx, JSJITCOMPILER_BASELINE_INTERPRETER_WARMUP_TRIGGER, baseline_interpreter_calls);
}

// -- the global: standard classes, then the host's names, both defined when first asked for --------------------------------

bool resolve_global(JSContext* cx, HandleObject global, HandleId id, bool* resolved) {
  if (!JS_ResolveStandardClass(cx, global, id, resolved)) {
    return false;
  }
  if (*resolved || !id.isString()) {
    return true;
  }
  Context* context = Context::of(cx);
  for (size_t i = 0; i < context->lazy_globals.length(); i++) {
    if (context->lazy_globals[i] != id) {
      continue;
    }
    uint32_t mark = scope_enter(context);
    Slot slot = 0;
    bool ok = context->options.calls->global(context->options.host, uint32_t(i), &slot);
    RootedValue value(cx, context->get(slot));
    scope_leave(context, mark);
    if (!ok) {
      return false;
    }
    unsigned attributes = JSPROP_RESOLVING | (context->options.globals[i].enumerable ? JSPROP_ENUMERATE : 0);
    if (!JS_DefinePropertyById(cx, global, id, value, attributes)) {
      return false;
    }
    *resolved = true;
    return true;
  }
  return true;
}

bool may_resolve_global(const JSAtomState& names, jsid id, JSObject* global) { return true; }

bool enumerate_global(JSContext* cx, HandleObject global, MutableHandleIdVector properties, bool enumerable_only) {
  if (!JS_NewEnumerateStandardClasses(cx, global, properties, enumerable_only)) {
    return false;
  }
  Context* context = Context::of(cx);
  for (size_t i = 0; i < context->lazy_globals.length(); i++) {
    if (enumerable_only && !context->options.globals[i].enumerable) {
      continue;
    }
    if (!properties.append(context->lazy_globals[i])) {
      return false;
    }
  }
  return true;
}

const JSClassOps global_ops = {
    nullptr,             // addProperty
    nullptr,             // delProperty
    nullptr,             // enumerate
    enumerate_global,    // newEnumerate
    resolve_global,      // resolve
    may_resolve_global,  // mayResolve
    nullptr,             // finalize
    nullptr,             // call
    nullptr,             // construct
    JS_GlobalObjectTraceHook,
};

const JSClass global_class = {"global", JSCLASS_GLOBAL_FLAGS, &global_ops};

// V8's default, which programs that print or compare stacks know; the engine's is 128.
bool limit_stack_traces(JSContext* cx, HandleObject global) {
  constexpr int32_t frames = 10;
  RootedValue error(cx);
  if (!JS_GetProperty(cx, global, "Error", &error) || !error.isObject()) {
    return false;
  }
  RootedObject constructor(cx, &error.toObject());
  RootedValue limit(cx, Int32Value(frames));
  return JS_SetProperty(cx, constructor, "stackTraceLimit", limit);
}

bool create_global(Context* context) {
  JSContext* cx = context->cx;
  for (size_t i = 0; i < context->options.globals_length; i++) {
    JSString* name = JS_AtomizeAndPinString(cx, context->options.globals[i].name);
    if (!name || !context->lazy_globals.append(PropertyKey::fromPinnedString(name))) {
      return false;
    }
  }
  RealmOptions options;
  options.creationOptions().setSharedMemoryAndAtomicsEnabled(true).setDefineSharedArrayBufferConstructor(true);
  context->global = JS_NewGlobalObject(cx, &global_class, nullptr, DontFireOnNewGlobalHook, options);
  if (!context->global) {
    return false;
  }
  EnterRealm(cx, context->global);  // for ever: a context has one realm
  return limit_stack_traces(cx, context->global);
}

}  // namespace

bool engine_init(Bytes build_id, void (*run_helper)(void* task), size_t helper_threads) {
  process_build_id().assign(reinterpret_cast<const char*>(build_id.data), build_id.length);
  SetProcessBuildIdOp(append_build_id);
  Prefs::set_experimental_import_text(true);
  if (!JS_Init()) {
    return false;
  }
  helper_runner = run_helper;
  constexpr size_t helper_stack_bytes = 2 * 1024 * 1024;
  SetHelperThreadTaskCallback(dispatch_helper, helper_threads, helper_stack_bytes);
  return true;
}

// JS_Init asks when the process began, by way of a thread and two files of /proc (mozglue/misc/TimeStamp.cpp). Nothing here
// uses the answer. Where this variable is set it is "now", and it is remembered; the environment may be changed only while
// nobody else can read it.
void engine_before_start() {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 32)
  constexpr const char* no_process_age = "MOZ_APP_RESTART";
  if (__libc_single_threaded && !getenv(no_process_age)) {
    setenv(no_process_age, "1", true);
    mozilla::TimeStamp::ProcessCreation();
    unsetenv(no_process_age);
  }
#endif
}

size_t engine_processors() {
#ifdef __linux__
  cpu_set_t set;
  return sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;
#else
  return std::thread::hardware_concurrency();
#endif
}

void engine_run_helper_task(void* task) { RunHelperThreadTask(static_cast<HelperThreadTask*>(task)); }

Context* context_new(const ContextOptions* options) {
  JSContext* cx = JS_NewContext(DefaultHeapMaxBytes);
  if (!cx) {
    return nullptr;
  }
  auto* context = new (std::nothrow) Context();
  if (!context) {
    return nullptr;
  }
  context->cx = cx;
  context->options = *options;
  JS_SetContextPrivate(cx, context);
  set_heap_parameters(cx);
  set_compiler_thresholds(cx);
  context_set_stack(context, options->stack_bytes);
  js::SetStackFormat(cx, js::StackFormat::V8);
  JS_SetFutexCanWait(cx);
  if (!parbake::install_job_queue(context)) {
    return nullptr;
  }
  SelfHostedCache self_hosted(options->self_hosted.data, options->self_hosted.length);
  if (!InitSelfHostedCode(cx, self_hosted)) {
    return nullptr;
  }
  context->stack.init(cx);
  context->persistent.init(cx);
  context->lazy_globals.init(cx);
  context->global.init(cx);
  context->push(UndefinedValue());
  if (!create_global(context) || !parbake::install_module_hooks(context)) {
    return nullptr;
  }
  parbake::install_source_hook(context);
  return context;
}

void context_set_stack(Context* context, size_t stack_bytes) {
  JS_SetNativeStackQuota(context->cx, stack_bytes, stack_bytes, stack_bytes);
}

void context_start_nursery(Context* context) {
  if (!context->has_nursery) {
    context->has_nursery = true;
    JS_SetGCParameter(context->cx, JSGC_NURSERY_ENABLED, 1);
  }
}

void context_collect(Context* context) { JS_GC(context->cx); }

uint64_t context_heap_bytes(Context* context) { return JS_GetGCParameter(context->cx, JSGC_BYTES); }

void context_set_time_zone(Context* context, const char* name) {
  SetRealmTimezoneOverride(GetNonCCWObjectRealm(context->global), name);
}

namespace {

struct EncodedOutput {
  void* out;
  ByteSink sink;
};

thread_local EncodedOutput self_hosted_output;

bool write_self_hosted(JSContext*, SelfHostedCache code) {
  self_hosted_output.sink(self_hosted_output.out, code.data(), code.size());
  return true;
}

}  // namespace

void engine_encode_self_hosted(void* out, ByteSink sink) {
  JSContext* cx = JS_NewContext(DefaultHeapMaxBytes);
  if (!cx) {
    return;
  }
  self_hosted_output = {out, sink};
  js::UseInternalJobQueues(cx);
  (void)InitSelfHostedCode(cx, nullptr, write_self_hosted);
  JS_DestroyContext(cx);
}
