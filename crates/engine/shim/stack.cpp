// Stacks as lists of frames, for programs that format them themselves (js/SavedFrameAPI.h).

#include "abi.h"

#include "context.h"
#include "js/Array.h"
#include "js/Exception.h"
#include "js/PropertyAndElement.h"
#include "js/SavedFrameAPI.h"
#include "js/Stack.h"

using namespace JS;

namespace {

// Name (or null), source, line and column, appended to `list`.
bool append_frame(JSContext* cx, HandleObject frame, MutableHandleValueVector list) {
  RootedString name(cx);
  RootedString source(cx);
  uint32_t line = 0;
  TaggedColumnNumberOneOrigin column;
  constexpr auto exclude = SavedFrameSelfHosted::Exclude;
  GetSavedFrameFunctionDisplayName(cx, nullptr, frame, &name, exclude);
  GetSavedFrameSource(cx, nullptr, frame, &source, exclude);
  GetSavedFrameLine(cx, nullptr, frame, &line, exclude);
  GetSavedFrameColumn(cx, nullptr, frame, &column, exclude);
  Value name_value = name ? StringValue(name) : NullValue();
  Value source_value = source ? StringValue(source) : NullValue();
  return list.append(name_value) && list.append(source_value) && list.append(NumberValue(line)) &&
         list.append(NumberValue(column.oneOriginValue()));
}

}  // namespace

// The frames of an error, or of the caller (of `start_after`, if that is a function on the stack) where `error` is none.
bool stack_frames(Context* context, Slot error, Slot start_after, uint32_t limit, Slot* result) {
  JSContext* cx = context->cx;
  RootedObject thrown(cx, parbake::object_or_null(context->get(error)));
  RootedObject hidden(cx, parbake::object_or_null(context->get(start_after)));
  RootedObject frame(cx);
  if (thrown) {
    frame = ExceptionStackOrNull(thrown);
  } else if (limit > 0 && !CaptureCurrentStack(cx, &frame, StackCapture(MaxFrames(limit)), hidden)) {
    return false;
  }
  RootedValueVector list(cx);
  for (uint32_t count = 0; frame && count < limit; count++) {
    RootedObject parent(cx);
    if (!append_frame(cx, frame, &list)) {
      return false;
    }
    if (GetSavedFrameParent(cx, nullptr, frame, &parent, SavedFrameSelfHosted::Exclude) != SavedFrameResult::Ok) {
      break;
    }
    frame = parent;
  }
  RootedObject array(cx, NewArrayObject(cx, list));
  if (!array) {
    return false;
  }
  *result = context->push(ObjectValue(*array));
  return true;
}

bool object_define_accessor(Context* context, Slot slot, const char* name, Slot getter, Slot setter) {
  JSContext* cx = context->cx;
  RootedObject object(cx, parbake::object_or_null(context->get(slot)));
  RootedObject get(cx, parbake::object_or_null(context->get(getter)));
  RootedObject set(cx, parbake::object_or_null(context->get(setter)));
  constexpr unsigned hidden_from_enumeration = 0;
  return object && JS_DefineProperty(cx, object, name, get, set, hidden_from_enumeration);
}
