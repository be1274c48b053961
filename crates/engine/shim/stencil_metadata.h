#pragma once

#include "abi.h"

namespace js::frontend {
struct CompilationStencil;
class StencilModuleMetadata;
}  // namespace js::frontend

namespace js {
class ModuleObject;
}

namespace parbake {

// What the parser recorded (ECMA-262 16.2.1.6, Source Text Module Records), before anything is instantiated.
bool visit_stencil(const js::frontend::CompilationStencil& stencil, const js::frontend::StencilModuleMetadata& metadata,
                   const MetadataVisitor& visitor);

// The same facts read from the live module record: what the engine really links.
bool visit_module(JSContext* cx, js::ModuleObject* module, const MetadataVisitor& visitor);

}  // namespace parbake
