// Module records: instantiate, connect, link, evaluate; `import()` and `import.meta` (ECMA-262 16.2.1).
//
// The graph is discovered and loaded by the embedder before anything is linked, so [[LoadedModules]] is filled directly
// (module_set_requested) and the engine's own recursive loading, whose depth is the graph's, never runs.

#include "js/Modules.h"

#include "builtin/ModuleObject.h"
#include "context.h"
#include "js/CompilationAndEvaluation.h"
#include "js/Exception.h"
#include "js/String.h"
#include "js/experimental/JSStencil.h"
#include "stencil_metadata.h"
#include "vm/JSAtomUtils.h"
#include "vm/JSContext.h"
#include "vm/EnvironmentObject.h"
#include "vm/JSScript.h"

using namespace JS;
using js::ModuleObject;

namespace {

JS::Stencil* unwrap(::Stencil* stencil) { return reinterpret_cast<JS::Stencil*>(stencil); }

ModuleObject* module_at(Context* context, Slot slot) {
  JSObject* object = parbake::object_or_null(context->get(slot));
  return object && object->is<ModuleObject>() ? &object->as<ModuleObject>() : nullptr;
}

constexpr int64_t no_module = -1;

int64_t module_id(const Value& private_value) { return private_value.isInt32() ? private_value.toInt32() : no_module; }

void collect_utf8(void* out, const uint8_t* data, size_t length) {
  static_cast<std::string*>(out)->assign(reinterpret_cast<const char*>(data), length);
}

bool load_dynamic(JSContext* cx, Handle<JSScript*> referrer, Handle<JSObject*> request, Handle<Value>,
                  Handle<Value> payload, uint32_t, ColumnNumberOneOrigin) {
  Context* context = Context::of(cx);
  uint32_t mark = scope_enter(context);
  int64_t id = referrer ? module_id(GetScriptPrivate(referrer)) : no_module;
  Slot request_slot = context->push(ObjectValue(*request));
  Slot promise_slot = context->push(payload);
  std::string specifier;
  RootedString text(cx, GetModuleRequestSpecifier(cx, request));
  Slot text_slot = context->push(StringValue(text));
  value_to_utf8(context, text_slot, &specifier, collect_utf8);
  auto type = uint32_t(GetModuleRequestType(cx, request));
  uint32_t phase = ModuleRequestIsSourcePhase(cx, request) ? 0 : 1;
  const auto& options = context->options;
  options.calls->dynamic_import(options.host, id, request_slot, promise_slot,
                                {reinterpret_cast<const uint8_t*>(specifier.data()), specifier.size()}, type, phase);
  scope_leave(context, mark);
  return true;
}

bool fill_import_meta(JSContext* cx, Handle<JSObject*> module, Handle<JSObject*> meta) {
  Context* context = Context::of(cx);
  uint32_t mark = scope_enter(context);
  Slot slot = context->push(ObjectValue(*meta));
  bool ok = context->options.calls->import_meta(context->options.host, module_id(GetModulePrivate(module)), slot);
  scope_leave(context, mark);
  return ok;
}

}  // namespace

bool parbake::install_module_hooks(Context* context) {
  JSRuntime* runtime = JS_GetRuntime(context->cx);
  SetModuleLoadHook(runtime, load_dynamic);
  SetModuleMetadataHook(runtime, fill_import_meta);
  return true;
}

bool module_instantiate(Context* context, ::Stencil* stencil, uint32_t id, Slot* module) {
  InstantiateOptions options;
  RootedObject record(context->cx, InstantiateModuleStencil(context->cx, options, unwrap(stencil)));
  if (!record) {
    return false;
  }
  SetModulePrivate(record, Int32Value(int32_t(id)));
  *module = context->push(ObjectValue(*record));
  return true;
}

// A module whose exports are values that exist already: JSON, text, built-ins (16.2.1.8, Synthetic Module Records).
bool module_synthetic(Context* context, Slot names, Slot values, Slot* module) {
  JSContext* cx = context->cx;
  RootedObject name_array(cx, parbake::object_or_null(context->get(names)));
  RootedObject value_array(cx, parbake::object_or_null(context->get(values)));
  uint32_t length = 0;
  if (!name_array || !value_array || !GetArrayLength(cx, name_array, &length)) {
    return false;
  }
  Rooted<js::ExportNameVector> export_names(cx);
  RootedVector<Value> export_values(cx);
  RootedValue item(cx);
  for (uint32_t i = 0; i < length; i++) {
    if (!JS_GetElement(cx, name_array, i, &item) || !item.isString()) {
      return false;
    }
    JSAtom* name = js::AtomizeString(cx, item.toString());
    if (!name || !export_names.append(name) || !JS_GetElement(cx, value_array, i, &item) ||
        !export_values.append(item)) {
      return false;
    }
  }
  Rooted<ModuleObject*> record(cx, ModuleObject::createSynthetic(cx, &export_names));
  if (!record || !ModuleObject::createSyntheticEnvironment(cx, record, export_values)) {
    return false;
  }
  *module = context->push(ObjectValue(*record));
  return true;
}

// Gives the exports of a synthetic module their values, in the order of the names it was made with.
bool module_synthetic_fill(Context* context, Slot module, Slot values) {
  JSContext* cx = context->cx;
  Rooted<ModuleObject*> record(cx, module_at(context, module));
  RootedObject value_array(cx, parbake::object_or_null(context->get(values)));
  uint32_t length = 0;
  if (!record || !record->hasSyntheticModuleFields() || !value_array || !GetArrayLength(cx, value_array, &length) ||
      length != record->syntheticExportNames().length()) {
    JS_ReportErrorASCII(cx, "values do not fit the module record");
    return false;
  }
  Rooted<js::ModuleEnvironmentObject*> environment(cx, &record->initialEnvironment());
  RootedValue item(cx);
  for (uint32_t i = 0; i < length; i++) {
    if (!JS_GetElement(cx, value_array, i, &item)) {
      return false;
    }
    environment->setAliasedBinding(environment->firstSyntheticValueSlot() + i, item);
  }
  return true;
}

// 16.2.1.6, [[Status]]: 0 before linking, 1 linking, 2 linked, 3 evaluating, 4 evaluated or waiting for a top-level await.
uint32_t module_status(Context* context, Slot module) {
  ModuleObject* record = module_at(context, module);
  if (!record || !record->hasCyclicModuleFields()) {
    return 2;  // synthetic records are ready as they are made
  }
  switch (record->status()) {
    case js::ModuleStatus::Linking:
      return 1;
    case js::ModuleStatus::Linked:
      return 2;
    case js::ModuleStatus::Evaluating:
      return 3;
    case js::ModuleStatus::EvaluatingAsync:
    case js::ModuleStatus::Evaluated:
    case js::ModuleStatus::Evaluated_Error:
      return 4;
    default:
      return 0;
  }
}

// `targets[i]` is the module that the i-th requested module resolved to.
bool module_set_requested(Context* context, Slot module, const Slot* targets, size_t length) {
  JSContext* cx = context->cx;
  Rooted<ModuleObject*> record(cx, module_at(context, module));
  if (!record || !record->hasCyclicModuleFields() || record->requestedModules().Length() != length) {
    JS_ReportErrorASCII(cx, "module graph does not fit the module record");
    return false;
  }
  Rooted<js::ModuleRequestObject*> request(cx);
  Rooted<ModuleObject*> target(cx);
  for (size_t i = 0; i < length; i++) {
    request = record->requestedModules()[i].moduleRequest();
    target = module_at(context, targets[i]);
    if (!target) {
      JS_ReportErrorASCII(cx, "module graph names something that is not a module");
      return false;
    }
    if (!record->loadedModules().put(request, target)) {
      JS_ReportOutOfMemory(cx);
      return false;
    }
  }
  if (record->status() == js::ModuleStatus::New) {
    record->setStatus(js::ModuleStatus::Unlinked);
    parbake::note_star_exports(context, record);
  }
  return true;
}

bool module_link(Context* context, Slot module) {
  context_start_nursery(context);
  RootedObject record(context->cx, module_at(context, module));
  return record && parbake::shorten_star_exports(context, record) && ModuleLink(context->cx, record);
}

bool module_evaluate(Context* context, Slot module, Slot* promise) {
  RootedObject record(context->cx, module_at(context, module));
  RootedValue result(context->cx);
  if (!record || !ModuleEvaluate(context->cx, record, &result)) {
    return false;
  }
  *promise = context->push(result);
  return true;
}

bool module_namespace(Context* context, Slot module, Slot* ns) {
  RootedObject record(context->cx, module_at(context, module));
  JSObject* object = record ? GetModuleNamespace(context->cx, record) : nullptr;
  if (!object) {
    return false;
  }
  *ns = context->push(ObjectValue(*object));
  return true;
}

bool module_metadata(Context* context, Slot module, const MetadataVisitor* visitor) {
  ModuleObject* record = module_at(context, module);
  return record && parbake::visit_module(context->cx, record, *visitor);
}

bool script_run(Context* context, ::Stencil* stencil, Slot* result) {
  JSContext* cx = context->cx;
  InstantiateOptions options;
  RootedScript script(cx, InstantiateGlobalStencil(cx, options, unwrap(stencil)));
  RootedValue value(cx);
  if (!script || !JS_ExecuteScript(cx, script, &value)) {
    return false;
  }
  *result = context->push(value);
  return true;
}

// The function of a stencil compiled for GoalFunction. `id` names it as the referrer of `import()` within. `collect`: functions
// that are compiled when they are first called are added to the stencil.
bool function_instantiate(Context* context, ::Stencil* stencil, uint32_t id, bool collect, Slot* function) {
  JSContext* cx = context->cx;
  // It runs next: with CommonJS there is no moment at which everything is made and nothing has run.
  context_start_nursery(context);
  InstantiateOptions options;
  RootedScript script(cx, InstantiateGlobalStencil(cx, options, unwrap(stencil)));
  if (!script) {
    return false;
  }
  SetScriptPrivate(script, Int32Value(int32_t(id)));
  CollectDelazificationsResult collecting;
  if (collect && !StartCollectingDelazifications(cx, script, unwrap(stencil), collecting)) {
    return false;
  }
  RootedValue value(cx);
  if (!JS_ExecuteScript(cx, script, &value)) {
    return false;
  }
  *function = context->push(value);
  return true;
}

bool dynamic_import_finish(Context* context, Slot request, Slot promise, Slot module) {
  JSContext* cx = context->cx;
  RootedObject request_object(cx, parbake::object_or_null(context->get(request)));
  RootedObject record(cx, module_at(context, module));
  RootedValue payload(cx, context->get(promise));
  if (!request_object || !record || !payload.isObject()) {
    return false;
  }
  return FinishLoadingImportedModule(cx, nullptr, request_object, payload, record, true);
}

bool dynamic_import_fail(Context* context, Slot promise, Slot error) {
  JSContext* cx = context->cx;
  RootedValue payload(cx, context->get(promise));
  RootedValue reason(cx, context->get(error));
  return payload.isObject() && FinishLoadingImportedModuleFailed(cx, payload, reason);
}
