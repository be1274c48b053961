// `export *` of many modules: names that are asked for are found once, instead of in every module for every import.
//
// ResolveExport (ECMA-262 16.2.1.7.2.2) asks each star export in turn, and makes objects on the way; a namespace asks twice
// for each of its names. A module with 300 star exports takes the engine 0.1 ms an import and 10 ms a namespace. Before
// linking, the names that others import from such a module become indirect export entries of it, as if it said
// `export { name } from` as well. That changes no meaning where exactly one star export has the name and the name leads to a
// binding: then it is the binding that the search would find. Everything else is left to the engine, errors included, and
// the star exports stay.

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "builtin/ModuleObject.h"
#include "context.h"
#include "vm/JSAtomState.h"
#include "vm/JSContext.h"

using namespace JS;
using js::ExportEntry;
using js::ModuleObject;
using js::ModuleRequestObject;

namespace {

// With fewer star exports the search is not worth shortening.
constexpr size_t many_star_exports = 8;

// Longer chains of `export { name } from` are left to the engine.
constexpr int longest_chain = 16;

// Nothing here allocates what the collector moves, so plain pointers hold.
struct Wanted {
  bool everything = false;  // somebody imports the namespace
  std::unordered_set<JSAtom*> names;
};

struct Provider {
  const ExportEntry* star = nullptr;
  bool unique = false;
};

using Providers = std::unordered_map<JSAtom*, Provider>;
using WantedOf = std::unordered_map<ModuleObject*, Wanted>;

ModuleObject* requested(ModuleObject* referrer, ModuleRequestObject* request) {
  auto found = referrer->loadedModules().lookup(request);
  return found ? found->value() : nullptr;
}

bool has_many_star_exports(ModuleObject* module) {
  return module->hasCyclicModuleFields() && module->starExportEntries().Length() >= many_star_exports;
}

const ExportEntry* own_entry(ModuleObject* module, JSAtom* name) {
  for (const ExportEntry& entry : module->localExportEntries()) {
    if (entry.exportName() == name) {
      return &entry;
    }
  }
  for (const ExportEntry& entry : module->indirectExportEntries()) {
    if (entry.exportName() == name) {
      return &entry;
    }
  }
  return nullptr;
}

// Whether a name that a module exports, other than by a star, is one of a binding or a namespace.
bool leads_to_binding(ModuleObject* module, JSAtom* name) {
  for (int step = 0; module && step < longest_chain; step++) {
    if (!module->hasCyclicModuleFields()) {
      for (JSAtom* exported : module->syntheticExportNames()) {
        if (exported == name) {
          return true;
        }
      }
      return false;
    }
    const ExportEntry* entry = own_entry(module, name);
    if (!entry) {
      return false;
    }
    if (!entry->moduleRequest() || !entry->importName()) {
      return true;
    }
    name = entry->importName();
    module = requested(module, entry->moduleRequest());
  }
  return false;
}

void add_name(Providers& providers, JSAtom* name, const ExportEntry& star) {
  auto [found, added] = providers.try_emplace(name, Provider{&star, true});
  found->second.unique = added;
}

// The names that a module has by its star exports alone; false if they cannot be listed without a search.
bool list_star_names(JSContext* cx, ModuleObject* module, Providers& providers) {
  for (const ExportEntry& star : module->starExportEntries()) {
    ModuleObject* target = requested(module, star.moduleRequest());
    if (!target || target == module) {
      return false;
    }
    if (!target->hasCyclicModuleFields()) {
      for (JSAtom* name : target->syntheticExportNames()) {
        add_name(providers, name, star);
      }
      continue;
    }
    if (!target->starExportEntries().IsEmpty()) {
      return false;
    }
    for (const ExportEntry& entry : target->localExportEntries()) {
      add_name(providers, entry.exportName(), star);
    }
    for (const ExportEntry& entry : target->indirectExportEntries()) {
      add_name(providers, entry.exportName(), star);
    }
  }
  // What the module says itself comes first, and `default` never comes by a star.
  for (const ExportEntry& entry : module->localExportEntries()) {
    providers.erase(entry.exportName());
  }
  for (const ExportEntry& entry : module->indirectExportEntries()) {
    providers.erase(entry.exportName());
  }
  providers.erase(cx->names().default_);
  return true;
}

// Gives the module entries for what is wanted of it.
bool add_entries(JSContext* cx, Handle<ModuleObject*> module, const Wanted& wanted) {
  Providers providers;
  if (!list_star_names(cx, module, providers)) {
    return true;
  }
  Rooted<js::ExportEntryVector> entries(cx);
  size_t locals = module->localExportEntries().Length();
  size_t indirects = module->indirectExportEntries().Length();
  for (const ExportEntry& entry : module->localExportEntries()) {
    if (!entries.append(entry)) {
      return false;
    }
  }
  for (const ExportEntry& entry : module->indirectExportEntries()) {
    if (!entries.append(entry)) {
      return false;
    }
  }
  Rooted<JSAtom*> name(cx);
  Rooted<ModuleRequestObject*> request(cx);
  for (const auto& [exported, provider] : providers) {
    if (!provider.unique || !(wanted.everything || wanted.names.count(exported))) {
      continue;
    }
    name = exported;
    request = provider.star->moduleRequest();
    if (!leads_to_binding(requested(module, request), name)) {
      continue;
    }
    if (!entries.emplaceBack(name, request, name, nullptr, provider.star->lineNumber(),
                             provider.star->columnNumber())) {
      return false;
    }
    indirects++;
  }
  size_t stars = module->starExportEntries().Length();
  for (const ExportEntry& entry : module->starExportEntries()) {
    if (!entries.append(entry)) {
      return false;
    }
  }
  Rooted<js::RequestedModuleVector> requests(cx);
  Rooted<js::ImportEntryVector> imports(cx);
  for (const auto& entry : module->requestedModules()) {
    if (!requests.append(entry)) {
      return false;
    }
  }
  for (const auto& entry : module->importEntries()) {
    if (!imports.append(entry)) {
      return false;
    }
  }
  module->initImportExportData(&requests, &imports, &entries, locals, indirects, stars);
  return true;
}

// `name` is null for a namespace.
void want(WantedOf& wanted, ModuleObject* target, JSAtom* name) {
  if (!target || target->status() != js::ModuleStatus::Unlinked || !has_many_star_exports(target)) {
    return;
  }
  if (name) {
    wanted[target].names.insert(name);
  } else {
    wanted[target].everything = true;
  }
}

// What unlinked modules want of each other, as far as they can be reached from `root`.
WantedOf find_wanted(ModuleObject* root) {
  WantedOf wanted;
  std::unordered_set<ModuleObject*> seen;
  std::vector<ModuleObject*> todo{root};
  while (!todo.empty()) {
    ModuleObject* module = todo.back();
    todo.pop_back();
    bool unlinked = module->hasCyclicModuleFields() && module->status() == js::ModuleStatus::Unlinked;
    if (!unlinked || !seen.insert(module).second) {
      continue;
    }
    for (auto iter = module->loadedModules().iter(); !iter.done(); iter.next()) {
      todo.push_back(iter.get().value());
    }
    for (const auto& entry : module->importEntries()) {
      want(wanted, requested(module, entry.moduleRequest()), entry.importName());
    }
    for (const auto& entry : module->indirectExportEntries()) {
      want(wanted, requested(module, entry.moduleRequest()), entry.importName());
    }
  }
  return wanted;
}

}  // namespace

void parbake::note_star_exports(Context* context, js::ModuleObject* module) {
  context->has_star_exports = context->has_star_exports || has_many_star_exports(module);
}

bool parbake::shorten_star_exports(Context* context, JSObject* root) {
  if (!context->has_star_exports) {
    return true;
  }
  context->has_star_exports = false;
  JSContext* cx = context->cx;
  Rooted<ModuleObject*> module(cx);
  for (const auto& [target, wanted] : find_wanted(&root->as<ModuleObject>())) {
    module = target;
    if (!add_entries(cx, module, wanted)) {
      JS_ReportOutOfMemory(cx);
      return false;
    }
  }
  return true;
}
