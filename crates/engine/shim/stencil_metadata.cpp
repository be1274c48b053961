// A module's requests, imports and exports, read from the engine's own records.

#include <string>
#include <vector>

#include "builtin/ModuleObject.h"
#include "frontend/CompilationStencil.h"
#include "frontend/ParserAtom.h"
#include "frontend/Stencil.h"
#include "js/CharacterEncoding.h"
#include "js/String.h"
#include "jsapi.h"
#include "stencil_metadata.h"
#include "vm/StringType.h"
#include "vm/WellKnownAtom.h"

using namespace js;
using namespace js::frontend;

namespace {

Bytes bytes_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

constexpr Bytes absent = {nullptr, 0};

void append_code_point(std::string& out, uint32_t c) {
  if (c < 0x80) {
    out.push_back(char(c));
  } else if (c < 0x800) {
    out.push_back(char(0xC0 | (c >> 6)));
    out.push_back(char(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(char(0xE0 | (c >> 12)));
    out.push_back(char(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(char(0x80 | (c & 0x3F)));
  } else {
    out.push_back(char(0xF0 | (c >> 18)));
    out.push_back(char(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(char(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(char(0x80 | (c & 0x3F)));
  }
}

// Lone surrogates become U+FFFD: such a name can be linked (within one module graph the engine compares atoms) but not filed.
std::string utf8_of(const char16_t* chars, size_t length) {
  std::string out;
  for (size_t i = 0; i < length; i++) {
    uint32_t c = chars[i];
    bool lead = c >= 0xD800 && c < 0xDC00;
    if (lead && i + 1 < length && chars[i + 1] >= 0xDC00 && chars[i + 1] < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (chars[++i] - 0xDC00);
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    append_code_point(out, c);
  }
  return out;
}

std::string utf8_of(const JS::Latin1Char* chars, size_t length) {
  std::string out;
  for (size_t i = 0; i < length; i++) {
    append_code_point(out, chars[i]);
  }
  return out;
}

// -- from the stencil ------------------------------------------------------------------------------------------------------

class Atoms {
 public:
  explicit Atoms(const CompilationStencil& stencil) : atoms(stencil.parserAtomData) {}

  std::string text(TaggedParserAtomIndex index) const {
    if (index.isParserAtomIndex()) {
      const ParserAtom* atom = atoms[index.toParserAtomIndex()];
      const void* chars = atom + 1;  // frontend/ParserAtom.h: the characters follow the atom in memory
      return atom->hasTwoByteChars() ? utf8_of(static_cast<const char16_t*>(chars), atom->length())
                                     : utf8_of(static_cast<const JS::Latin1Char*>(chars), atom->length());
    }
    if (index.isWellKnownAtomId()) {
      const WellKnownAtomInfo& info = GetWellKnownAtomInfo(index.toWellKnownAtomId());
      return std::string(info.content, info.length);
    }
    if (index.isLength1StaticParserString()) {
      JS::Latin1Char content[1];
      ParserAtomsTable::getLength1Content(index.toLength1StaticParserString(), content);
      return utf8_of(content, 1);
    }
    if (index.isLength2StaticParserString()) {
      char content[2];
      ParserAtomsTable::getLength2Content(index.toLength2StaticParserString(), content);
      return std::string(content, 2);
    }
    if (index.isLength3StaticParserString()) {
      char content[3];
      ParserAtomsTable::getLength3Content(index.toLength3StaticParserString(), content);
      return std::string(content, 3);
    }
    return std::string();
  }

 private:
  const ParserAtomSpan& atoms;
};

}  // namespace

bool parbake::visit_stencil(const CompilationStencil& stencil, const StencilModuleMetadata& metadata,
                            const MetadataVisitor& v) {
  Atoms atoms(stencil);
  // Entries name their request by its place among all requests; [[RequestedModules]] is the deduplicated list of these.
  std::vector<uint32_t> position(metadata.moduleRequests.length(), UINT32_MAX);
  uint32_t next = 0;
  for (const StencilModuleEntry& entry : metadata.requestedModules) {
    uint32_t index = entry.moduleRequest.value();
    position[index] = next++;
    const StencilModuleRequest& request = metadata.moduleRequests[index];
    for (const StencilModuleImportAttribute& attribute : request.attributes) {
      v.attribute(v.out, bytes_of(atoms.text(attribute.key)), bytes_of(atoms.text(attribute.value)));
    }
    if (request.firstUnsupportedAttributeKey) {
      v.attribute(v.out, bytes_of(atoms.text(request.firstUnsupportedAttributeKey)), absent);
    }
    v.request(v.out, bytes_of(atoms.text(request.specifier)), uint32_t(request.phase), entry.lineno,
              entry.column.oneOriginValue());
  }
  for (const StencilModuleEntry& entry : metadata.importEntries) {
    std::string name = entry.importName ? atoms.text(entry.importName) : std::string();
    v.import(v.out, position[entry.moduleRequest.value()], entry.importName ? bytes_of(name) : absent,
             bytes_of(atoms.text(entry.localName)), entry.lineno, entry.column.oneOriginValue());
  }
  for (const StencilModuleEntry& entry : metadata.localExportEntries) {
    v.local_export(v.out, bytes_of(atoms.text(entry.exportName)), bytes_of(atoms.text(entry.localName)));
  }
  for (const StencilModuleEntry& entry : metadata.indirectExportEntries) {
    std::string name = entry.importName ? atoms.text(entry.importName) : std::string();
    v.indirect_export(v.out, bytes_of(atoms.text(entry.exportName)), position[entry.moduleRequest.value()],
                      entry.importName ? bytes_of(name) : absent);
  }
  for (const StencilModuleEntry& entry : metadata.starExportEntries) {
    v.star_export(v.out, position[entry.moduleRequest.value()]);
  }
  v.flags(v.out, metadata.isAsync);
  return true;
}

// -- from the module record ------------------------------------------------------------------------------------------------

namespace {

std::string text_of(JSContext* cx, JSAtom* atom) {
  JS::AutoCheckCannotGC nogc;
  return atom->hasTwoByteChars() ? utf8_of(atom->twoByteChars(nogc), atom->length())
                                 : utf8_of(atom->latin1Chars(nogc), atom->length());
}

const char* type_name(JS::ModuleType type) {
  switch (type) {
    case JS::ModuleType::JSON:
      return "json";
    case JS::ModuleType::CSS:
      return "css";
    case JS::ModuleType::Text:
      return "text";
    case JS::ModuleType::Bytes:
      return "bytes";
    default:
      return nullptr;
  }
}

uint32_t position_of(mozilla::Span<const RequestedModule> requests, ModuleRequestObject* wanted) {
  for (size_t i = 0; i < requests.Length(); i++) {
    if (requests[i].moduleRequest() == wanted) {
      return uint32_t(i);
    }
  }
  return UINT32_MAX;
}

}  // namespace

bool parbake::visit_module(JSContext* cx, ModuleObject* module, const MetadataVisitor& v) {
  if (!module->hasCyclicModuleFields()) {
    return false;
  }
  auto requests = module->requestedModules();
  for (const RequestedModule& request : requests) {
    ModuleRequestObject* record = request.moduleRequest();
    if (const char* type = type_name(record->moduleType())) {
      v.attribute(v.out, bytes_of("type"), bytes_of(type));
    }
    v.request(v.out, bytes_of(text_of(cx, record->specifier())), uint32_t(record->phase()), request.lineNumber(),
              request.columnNumber().oneOriginValue());
  }
  for (const ImportEntry& entry : module->importEntries()) {
    std::string name = entry.importName() ? text_of(cx, entry.importName()) : std::string();
    v.import(v.out, position_of(requests, entry.moduleRequest()), entry.importName() ? bytes_of(name) : absent,
             bytes_of(text_of(cx, entry.localName())), entry.lineNumber(), entry.columnNumber().oneOriginValue());
  }
  for (const ExportEntry& entry : module->localExportEntries()) {
    v.local_export(v.out, bytes_of(text_of(cx, entry.exportName())), bytes_of(text_of(cx, entry.localName())));
  }
  for (const ExportEntry& entry : module->indirectExportEntries()) {
    std::string name = entry.importName() ? text_of(cx, entry.importName()) : std::string();
    v.indirect_export(v.out, bytes_of(text_of(cx, entry.exportName())), position_of(requests, entry.moduleRequest()),
                      entry.importName() ? bytes_of(name) : absent);
  }
  for (const ExportEntry& entry : module->starExportEntries()) {
    v.star_export(v.out, position_of(requests, entry.moduleRequest()));
  }
  v.flags(v.out, module->hasTopLevelAwait());
  return true;
}
