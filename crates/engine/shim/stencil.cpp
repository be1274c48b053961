// Compiling, encoding and decoding, off the context: a Frontend needs no JSContext, so any thread can have one.

#include "abi.h"

#include <new>
#include <vector>

#include "context.h"
#include "frontend/CompilationStencil.h"
#include "frontend/FrontendContext.h"
#include "js/CompileOptions.h"
#include "js/ErrorReport.h"
#include "js/SourceText.h"
#include "js/Transcoding.h"
#include "js/experimental/CompileScript.h"
#include "js/experimental/JSStencil.h"
#include "stencil_metadata.h"
#include "vm/JSScript.h"

using namespace JS;

struct Frontend {
  JS::FrontendContext* fc;
};

namespace {

JS::Stencil* unwrap(::Stencil* stencil) { return reinterpret_cast<JS::Stencil*>(stencil); }

::Stencil* wrap(already_AddRefed<JS::Stencil> stencil) { return reinterpret_cast<::Stencil*>(stencil.take()); }

enum ErrorKind : uint32_t { SyntaxErrorKind = 0, RecursionKind = 1, MemoryKind = 2, TooLargeKind = 3, EndsEarlyKind = 4 };

void describe_error(Frontend* frontend, const ReadOnlyCompileOptions& options, CompileError* error) {
  error->line = 0;
  error->column = 0;
  error->kind = SyntaxErrorKind;
  if (const JSErrorReport* report = GetFrontendErrorReport(frontend->fc, options)) {
    error->line = report->lineno;
    error->column = report->column.oneOriginValue();
    const char* text = report->message().c_str();
    error->message(error->out, reinterpret_cast<const uint8_t*>(text), strlen(text));
  } else if (HadFrontendOverRecursed(frontend->fc)) {
    error->kind = RecursionKind;
  } else if (HadFrontendAllocationOverflow(frontend->fc)) {
    error->kind = TooLargeKind;
  } else {
    error->kind = MemoryKind;
  }
  ClearFrontendErrors(frontend->fc);
}

// A brace too many ends the function early, and what follows it would be code of the wrapper's. Offset behind that brace; 0
// where the function is all there is between the parentheses.
size_t early_end(const JS::Stencil& stencil, size_t length) {
  const auto& scripts = const_cast<JS::Stencil&>(stencil).getInitial()->scriptExtra;
  constexpr size_t wrapped_function = 1;  // the script itself comes first
  if (scripts.size() <= wrapped_function) {
    return length;
  }
  size_t end = scripts[wrapped_function].extent.toStringEnd;
  return end + 1 == length ? 0 : end;
}

}  // namespace

Frontend* frontend_new(size_t stack_bytes) {
  JS::FrontendContext* fc = JS::NewFrontendContext();
  if (!fc) {
    return nullptr;
  }
  SetNativeStackQuota(fc, ThreadStackQuotaForSize(stack_bytes));
  return new (std::nothrow) Frontend{fc};
}

void frontend_free(Frontend* frontend) {
  JS::DestroyFrontendContext(frontend->fc);
  delete frontend;
}

::Stencil* frontend_compile(Frontend* frontend, Bytes text, const ::CompileOptions* wanted, CompileError* error) {
  JS::CompileOptions options((PrefableCompileOptions()));
  // No file name: stencils are filed by content and named where they are used (frontend_name).
  options.setSourceIsLazy(wanted->lazy_source);
  if (wanted->discard_source) {
    options.setDiscardSource();
  }
  SourceText<mozilla::Utf8Unit> source;
  if (!source.init(frontend->fc, reinterpret_cast<const char*>(text.data), text.length, SourceOwnership::Borrowed)) {
    describe_error(frontend, options, error);
    return nullptr;
  }
  RefPtr<JS::Stencil> stencil;
  if (wanted->goal == GoalModule) {
    options.setModule();
    stencil = CompileModuleScriptToStencil(frontend->fc, options, source);
  } else {
    options.setIsRunOnce(true);
    if (wanted->goal == GoalFunction) {
      constexpr uint32_t line_before_the_first = 0;
      options.setFileAndLine(nullptr, line_before_the_first);
    }
    stencil = CompileGlobalScriptToStencil(frontend->fc, options, source);
  }
  if (stencil && wanted->goal == GoalFunction) {
    error->end = early_end(*stencil, text.length);
    if (error->end != 0) {
      error->kind = EndsEarlyKind;
      return nullptr;
    }
  }
  if (!stencil) {
    describe_error(frontend, options, error);
    return nullptr;
  }
  return wrap(stencil.forget());
}

::Stencil* frontend_decode(Frontend* frontend, Bytes code, bool immortal) {
  DecodeOptions options;
  options.borrowBuffer = immortal;
  options.usePinnedBytecode = immortal;
  JS::Stencil* stencil = nullptr;
  TranscodeResult result =
      DecodeStencil(frontend->fc, options, TranscodeRange(code.data, code.length), &stencil);
  if (result != TranscodeResult::Ok) {
    ClearFrontendErrors(frontend->fc);
    return nullptr;
  }
  return reinterpret_cast<::Stencil*>(stencil);
}

bool frontend_encode(Frontend* frontend, ::Stencil* stencil, void* out, ByteSink sink) {
  if (!IsStencilCacheable(unwrap(stencil))) {
    return false;
  }
  TranscodeBuffer buffer;
  if (EncodeStencil(frontend->fc, unwrap(stencil), buffer) != TranscodeResult::Ok) {
    ClearFrontendErrors(frontend->fc);
    return false;
  }
  sink(out, buffer.begin(), buffer.length());
  return true;
}

// An empty name is none: see Frontend::encode_what_ran.
bool frontend_name(Frontend* frontend, ::Stencil* stencil, const char* filename) {
  js::ScriptSource* source = unwrap(stencil)->getInitial()->source;
  if (source->filename() && *source->filename() && *filename) {
    return false;
  }
  return source->setFilename(frontend->fc, filename);
}

bool stencil_metadata(::Stencil* stencil, const MetadataVisitor* visitor) {
  const js::frontend::CompilationStencil* initial = unwrap(stencil)->getInitial();
  return initial->moduleMetadata && parbake::visit_stencil(*initial, *initial->moduleMetadata, *visitor);
}

void stencil_retain(::Stencil* stencil) { StencilAddRef(unwrap(stencil)); }

void stencil_release(::Stencil* stencil) { StencilRelease(unwrap(stencil)); }
