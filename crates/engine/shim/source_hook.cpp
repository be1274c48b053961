// Source text on demand, for code that was compiled without it (js/experimental/SourceHook.h).

#include "js/experimental/SourceHook.h"

#include <string.h>

#include "context.h"
#include "js/Utility.h"

namespace {

class HostSource final : public js::SourceHook {
 public:
  // The engine takes what it is given without a check ("exactly the same source"), so the host compares length and digest.
  bool load(JSContext* cx, const char* filename, char16_t** two_byte, char** utf8, size_t* length) override {
    if (!utf8) {
      *two_byte = nullptr;  // everything here is compiled from UTF-8
      return true;
    }
    *utf8 = nullptr;
    Context* context = Context::of(cx);
    Bytes text = {nullptr, 0};
    if (!context->options.calls->source(context->options.host, filename, &text)) {
      return true;  // no text: the engine answers as for native code
    }
    auto* copy = js_pod_malloc<char>(text.length + 1);
    if (!copy) {
      return true;
    }
    memcpy(copy, text.data, text.length);
    copy[text.length] = 0;
    *utf8 = copy;
    *length = text.length;
    return true;
  }
};

}  // namespace

void parbake::install_source_hook(Context* context) {
  js::SetSourceHook(context->cx, mozilla::UniquePtr<js::SourceHook>(new HostSource()));
}
