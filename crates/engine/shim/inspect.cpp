// What scripts cannot see by themselves: real classes, promise states, proxy targets, structured clones.

#include <cstring>

#include "context.h"
#include "js/Class.h"
#include "js/Promise.h"
#include "js/Proxy.h"
#include "js/StructuredClone.h"
#include "jsfriendapi.h"

using namespace JS;

const char* inspect_class(Context* context, Slot slot) {
  JSObject* object = parbake::object_or_null(context->get(slot));
  return object ? GetClass(object)->name : nullptr;
}

void promise_mark_handled(Context* context, Slot slot) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  if (object && IsPromiseObject(object)) {
    SetAnyPromiseIsHandled(context->cx, object);
  }
}

bool inspect_promise(Context* context, Slot slot, uint32_t* state, Slot* result) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  if (!object || !IsPromiseObject(object)) {
    return false;
  }
  PromiseState kind = GetPromiseState(object);
  *state = uint32_t(kind);
  *result = kind == PromiseState::Pending ? 0 : context->push(GetPromiseResult(object));
  return true;
}

bool inspect_proxy(Context* context, Slot slot, Slot* target, Slot* handler) {
  JSObject* object = parbake::object_or_null(context->get(slot));
  if (!object || !js::IsScriptedProxy(object)) {
    return false;
  }
  // ScriptedProxyHandler keeps [[ProxyHandler]] in its first reserved slot; both are null once revoked.
  constexpr size_t handler_slot = 0;
  Slot target_slot = context->push(ObjectOrNullValue(js::GetProxyTargetObject(object)));
  object = parbake::object_or_null(context->get(slot));
  *handler = context->push(js::GetProxyReservedSlot(object, handler_slot));
  *target = target_slot;
  return true;
}

bool inspect_iterator(Context* context, Slot slot, Slot* target, uint32_t* kind, uint32_t* passed) {
  JSObject* object = parbake::object_or_null(context->get(slot));
  if (!object) {
    return false;
  }
  const char* name = GetClass(object)->name;
  if (strcmp(name, "Map Iterator") != 0 && strcmp(name, "Set Iterator") != 0) {
    return false;
  }
  // builtin/OrderedHashTableObject.h, TableIteratorObject::Slots: the target is undefined once the iterator has ended,
  // and the count is that of the live entries it has passed.
  constexpr size_t target_slot = 0, kind_slot = 1, count_slot = 3;
  Value over = GetReservedSlot(object, target_slot);
  *kind = GetReservedSlot(object, kind_slot).toPrivateUint32();
  *passed = GetReservedSlot(object, count_slot).toPrivateUint32();
  *target = context->push(over);
  return true;
}

bool inspect_weak_keys(Context* context, Slot slot, Slot* keys) {
  JSContext* cx = context->cx;
  RootedObject object(cx, parbake::object_or_null(context->get(slot)));
  if (!object) {
    return false;
  }
  const char* name = GetClass(object)->name;
  RootedObject found(cx);
  bool ok = strcmp(name, "WeakMap") == 0   ? JS_NondeterministicGetWeakMapKeys(cx, object, &found)
            : strcmp(name, "WeakSet") == 0 ? JS_NondeterministicGetWeakSetKeys(cx, object, &found)
                                           : false;
  if (!ok || !found) {
    JS_ClearPendingException(cx);
    return false;
  }
  *keys = context->push(ObjectValue(*found));
  return true;
}

bool structured_clone(Context* context, Slot slot, Slot transfer, Slot* result) {
  JSContext* cx = context->cx;
  RootedValue value(cx, context->get(slot));
  RootedValue transferable(cx, context->get(transfer));
  CloneDataPolicy policy;
  policy.allowIntraClusterClonableSharedObjects();
  policy.allowSharedMemoryObjects();
  JSAutoStructuredCloneBuffer buffer(StructuredCloneScope::SameProcess, nullptr, nullptr);
  RootedValue copy(cx);
  if (!buffer.write(cx, value, transferable, policy) || !buffer.read(cx, &copy, policy)) {
    return false;
  }
  *result = context->push(copy);
  return true;
}
