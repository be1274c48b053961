// What a context holds, and the handle stack that stands between Rust and the collector.
#pragma once

#include <vector>

#include "abi.h"
#include "js/AllocPolicy.h"
#include "js/GCVector.h"
#include "js/RootingAPI.h"
#include "js/TypeDecls.h"
#include "js/Value.h"
#include "jsapi.h"

namespace js {
class ModuleObject;
}

namespace parbake {

class MicrotaskQueue;
class FinishedTasks;
class AsyncContexts;

}  // namespace parbake

using SlotVector = JS::GCVector<JS::Value, 0, js::SystemAllocPolicy>;

struct Context {
  JSContext* cx = nullptr;
  ContextOptions options = {};
  JS::PersistentRooted<SlotVector> stack;       // handle stack; slot 0 is undefined for ever
  JS::PersistentRooted<SlotVector> persistent;  // long-lived values, with a free list
  std::vector<uint32_t> persistent_free;
  JS::PersistentRooted<JSObject*> global;
  JS::PersistentRooted<JS::GCVector<JS::PropertyKey, 0, js::SystemAllocPolicy>> lazy_globals;
  bool has_nursery = false;
  bool has_star_exports = false;  // of modules that are not linked yet
  parbake::MicrotaskQueue* microtasks = nullptr;
  parbake::FinishedTasks* finished = nullptr;
  parbake::AsyncContexts* async_contexts = nullptr;

  // A copy: the stack may move while the caller works with the value, so it is rooted anew.
  JS::Value get(Slot slot) const { return slot < stack.length() ? stack[slot] : JS::UndefinedValue(); }

  // Running out of memory for handles is the one failure that cannot be reported through a slot.
  Slot push(const JS::Value& value) {
    if (!stack.append(value)) {
      MOZ_CRASH("out of memory for handles");
    }
    return Slot(stack.length() - 1);
  }

  static Context* of(JSContext* cx) { return static_cast<Context*>(JS_GetContextPrivate(cx)); }
};

namespace parbake {

inline JSObject* object_or_null(const JS::Value& value) { return value.isObject() ? &value.toObject() : nullptr; }

void note_star_exports(Context* context, js::ModuleObject* module);
bool shorten_star_exports(Context* context, JSObject* root);
bool install_module_hooks(Context* context);
bool install_job_queue(Context* context);
void install_source_hook(Context* context);

}  // namespace parbake
