// Bytes of typed arrays and buffers, and the characters of strings, read and written where they lie.

#include <string.h>

#include "context.h"
#include "js/ArrayBuffer.h"
#include "js/ArrayBufferMaybeShared.h"
#include "js/SharedArrayBuffer.h"
#include "js/String.h"
#include "js/experimental/TypedData.h"
#include "jsfriendapi.h"

using namespace JS;

// -- bytes -----------------------------------------------------------------------------------------------------------------

namespace {

struct Found {
  uint8_t* data = nullptr;
  size_t length = 0;
  bool shared = false;
  bool immutable = false;
};

// The bytes behind a typed array, a DataView or an (Shared)ArrayBuffer. Valid until anything can collect or run scripts:
// small arrays keep their bytes inside themselves and move, and buffers can be detached and resized.
bool raw_bytes(JSObject* object, Found* found, const AutoRequireNoGC& nogc) {
  if (JS_IsArrayBufferViewObject(object)) {
    found->length = JS_GetArrayBufferViewByteLength(object);
    found->data = static_cast<uint8_t*>(JS_GetArrayBufferViewData(object, &found->shared, nogc));
    found->immutable = IsImmutableArrayBufferView(object);
    return true;
  }
  if (IsArrayBufferObject(object)) {
    GetArrayBufferLengthAndData(object, &found->length, &found->shared, &found->data);
    found->immutable = IsImmutableArrayBufferMaybeShared(object);
    return true;
  }
  if (IsSharedArrayBufferObject(object)) {
    GetSharedArrayBufferLengthAndData(object, &found->length, &found->shared, &found->data);
    return true;
  }
  return false;
}

}  // namespace

bool value_bytes(Context* context, Bytes bytes, Slot* result) {
  RootedObject array(context->cx, JS_NewUint8Array(context->cx, bytes.length));
  if (!array) {
    return false;
  }
  if (bytes.length > 0) {
    AutoCheckCannotGC nogc;
    bool shared = false;
    memcpy(JS_GetUint8ArrayData(array, &shared, nogc), bytes.data, bytes.length);
  }
  *result = context->push(ObjectValue(*array));
  return true;
}

bool bytes_view(Context* context, Slot slot, BytesView* view) {
  AutoCheckCannotGC nogc;
  Found found;
  JSObject* object = parbake::object_or_null(context->get(slot));
  if (!object || !raw_bytes(object, &found, nogc)) {
    return false;
  }
  *view = {found.data, found.length, found.shared, found.immutable};
  return true;
}

bool bytes_read(Context* context, Slot slot, void* out, ByteSink sink) {
  AutoCheckCannotGC nogc;
  Found found;
  JSObject* object = parbake::object_or_null(context->get(slot));
  if (!object || !raw_bytes(object, &found, nogc)) {
    return false;
  }
  sink(out, found.data, found.length);
  return true;
}

bool bytes_write(Context* context, Slot slot, size_t offset, Bytes bytes) {
  AutoCheckCannotGC nogc;
  Found found;
  JSObject* object = parbake::object_or_null(context->get(slot));
  if (!object || !raw_bytes(object, &found, nogc) || found.immutable || offset > found.length ||
      bytes.length > found.length - offset) {
    return false;
  }
  if (bytes.length > 0) {
    memcpy(found.data + offset, bytes.data, bytes.length);
  }
  return true;
}

// -- characters ------------------------------------------------------------------------------------------------------------

bool value_latin1(Context* context, Bytes characters, Slot* result) {
  JSString* string =
      JS_NewStringCopyN(context->cx, reinterpret_cast<const char*>(characters.data), characters.length);
  if (!string) {
    return false;
  }
  *result = context->push(StringValue(string));
  return true;
}

bool value_utf16(Context* context, const uint16_t* units, size_t length, Slot* result) {
  JSString* string = JS_NewUCStringCopyN(context->cx, reinterpret_cast<const char16_t*>(units), length);
  if (!string) {
    return false;
  }
  *result = context->push(StringValue(string));
  return true;
}

bool text_view(Context* context, Slot slot, TextView* view) {
  Value value = context->get(slot);
  if (!value.isString()) {
    return false;
  }
  // Joins the pieces of a concatenated string, which allocates; after that nothing does.
  JSLinearString* linear = JS_EnsureLinearString(context->cx, value.toString());
  if (!linear) {
    JS_ClearPendingException(context->cx);
    return false;
  }
  AutoCheckCannotGC nogc;
  view->length = GetLinearStringLength(linear);
  if (LinearStringHasLatin1Chars(linear)) {
    view->latin1 = GetLatin1LinearStringChars(nogc, linear);
    view->utf16 = nullptr;
  } else {
    view->latin1 = nullptr;
    view->utf16 = reinterpret_cast<const uint16_t*>(GetTwoByteLinearStringChars(nogc, linear));
  }
  return true;
}
