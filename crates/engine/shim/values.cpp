// Values through slots: making, reading, calling.

#include "context.h"
#include "js/Array.h"
#include "js/BigInt.h"
#include "js/CallAndConstruct.h"
#include "js/CharacterEncoding.h"
#include "js/Class.h"
#include "js/Conversions.h"
#include "js/Equality.h"
#include "js/ErrorReport.h"
#include "js/Exception.h"
#include "js/JSON.h"
#include "js/PropertyAndElement.h"
#include "js/String.h"
#include "jsfriendapi.h"

using namespace JS;

// -- scopes and persistent values ------------------------------------------------------------------------------------------

uint32_t scope_enter(Context* context) { return uint32_t(context->stack.length()); }

void scope_leave(Context* context, uint32_t mark) {
  if (mark >= 1 && mark <= context->stack.length()) {
    context->stack.get().shrinkTo(mark);
  }
}

uint32_t persist(Context* context, Slot value) {
  Value kept = context->get(value);
  if (!context->persistent_free.empty()) {
    uint32_t handle = context->persistent_free.back();
    context->persistent_free.pop_back();
    context->persistent[handle].set(kept);
    return handle;
  }
  if (!context->persistent.append(kept)) {
    MOZ_CRASH("out of memory for handles");
  }
  return uint32_t(context->persistent.length() - 1);
}

void persist_free(Context* context, uint32_t handle) {
  if (handle < context->persistent.length()) {
    context->persistent[handle].set(UndefinedValue());
    context->persistent_free.push_back(handle);
  }
}

Slot persist_get(Context* context, uint32_t handle) {
  return handle < context->persistent.length() ? context->push(context->persistent[handle]) : 0;
}

// -- making ----------------------------------------------------------------------------------------------------------------

namespace {

bool give(Context* context, JSObject* object, Slot* result) {
  if (!object) {
    return false;
  }
  *result = context->push(ObjectValue(*object));
  return true;
}

constexpr size_t native_id_slot = 0;
constexpr size_t native_data_slot = 1;

// Every native function of the host: arguments become slots, the host answers with one.
bool call_native(JSContext* cx, unsigned argc, Value* vp) {
  CallArgs args = CallArgsFromVp(argc, vp);
  Context* context = Context::of(cx);
  uint32_t mark = scope_enter(context);
  auto id = uint32_t(js::GetFunctionNativeReserved(&args.callee(), native_id_slot).toInt32());
  Slot data = context->push(js::GetFunctionNativeReserved(&args.callee(), native_data_slot));
  Slot this_value = context->push(args.thisv().isMagic() ? UndefinedValue() : Value(args.thisv()));
  auto first = Slot(context->stack.length());
  for (unsigned i = 0; i < argc; i++) {
    context->push(args[i]);
  }
  Slot result = 0;
  bool ok = context->options.calls->native(context->options.host, id, this_value, first, argc, data, &result);
  if (ok) {
    args.rval().set(context->get(result));
  }
  scope_leave(context, mark);
  return ok;
}

}  // namespace

Slot value_global(Context* context) { return context->push(ObjectValue(*context->global)); }

Slot value_boolean(Context* context, bool value) { return context->push(BooleanValue(value)); }

Slot value_null(Context* context) { return context->push(NullValue()); }

Slot value_number(Context* context, double value) { return context->push(NumberValue(value)); }

bool value_string(Context* context, Bytes utf8, Slot* result) {
  JSString* string =
      JS_NewStringCopyUTF8N(context->cx, UTF8Chars(reinterpret_cast<const char*>(utf8.data), utf8.length));
  if (!string) {
    return false;
  }
  *result = context->push(StringValue(string));
  return true;
}

bool value_bigint(Context* context, uint64_t value, Slot* result) {
  BigInt* number = NumberToBigInt(context->cx, value);
  if (!number) {
    return false;
  }
  *result = context->push(BigIntValue(number));
  return true;
}

bool value_object(Context* context, Slot* result) { return give(context, JS_NewPlainObject(context->cx), result); }

bool value_array(Context* context, const Slot* items, size_t length, Slot* result) {
  RootedVector<Value> values(context->cx);
  for (size_t i = 0; i < length; i++) {
    if (!values.append(context->get(items[i]))) {
      return false;
    }
  }
  return give(context, NewArrayObject(context->cx, values), result);
}

// ECMA-262 25.5.2, JSON.parse, whatever the program has done to the JSON object.
bool value_json(Context* context, Bytes text, Slot* result) {
  JSContext* cx = context->cx;
  RootedString string(cx,
                      JS_NewStringCopyUTF8N(cx, UTF8Chars(reinterpret_cast<const char*>(text.data), text.length)));
  RootedValue value(cx);
  if (!string || !JS_ParseJSON(cx, string, &value)) {
    return false;
  }
  *result = context->push(value);
  return true;
}

bool value_native(Context* context, const char* name, uint32_t id, uint32_t arity, Slot data, Slot* result) {
  RootedValue bound(context->cx, context->get(data));
  JSFunction* function = js::NewFunctionWithReserved(context->cx, call_native, arity, 0, name);
  if (!function) {
    return false;
  }
  JSObject* object = JS_GetFunctionObject(function);
  js::SetFunctionNativeReserved(object, native_id_slot, Int32Value(int32_t(id)));
  js::SetFunctionNativeReserved(object, native_data_slot, bound);
  return give(context, object, result);
}

bool value_error(Context* context, uint32_t kind, Bytes message, const char* filename, uint32_t line, uint32_t column,
                 Slot* result) {
  static constexpr JSExnType kinds[] = {JSEXN_ERR, JSEXN_TYPEERR, JSEXN_RANGEERR, JSEXN_SYNTAXERR, JSEXN_INTERNALERR};
  if (kind >= std::size(kinds)) {
    return false;
  }
  JSContext* cx = context->cx;
  RootedString text(cx, JS_NewStringCopyUTF8N(
                            cx, UTF8Chars(reinterpret_cast<const char*>(message.data), message.length)));
  RootedString file(cx, JS_NewStringCopyUTF8Z(cx, ConstUTF8CharsZ(filename ? filename : "")));
  RootedObject stack(cx);
  if (!text || !file || !CaptureCurrentStack(cx, &stack)) {
    return false;
  }
  RootedValue error(cx);
  Rooted<mozilla::Maybe<Value>> cause(cx, mozilla::Nothing());
  if (!CreateError(cx, kinds[kind], stack, file, line, ColumnNumberOneOrigin(column ? column : 1), nullptr, text, cause,
                   &error)) {
    return false;
  }
  *result = context->push(error);
  return true;
}

// -- reading ---------------------------------------------------------------------------------------------------------------

uint32_t value_type(Context* context, Slot slot) {
  Value value = context->get(slot);
  if (value.isObject()) {
    return IsCallable(&value.toObject()) ? KindFunction : KindObject;
  }
  switch (value.type()) {
    case ValueType::Null:
      return KindNull;
    case ValueType::Boolean:
      return KindBoolean;
    case ValueType::Int32:
    case ValueType::Double:
      return KindNumber;
    case ValueType::String:
      return KindString;
    case ValueType::Symbol:
      return KindSymbol;
    case ValueType::BigInt:
      return KindBigInt;
    default:
      return KindUndefined;
  }
}

bool value_to_boolean(Context* context, Slot slot) {
  RootedValue value(context->cx, context->get(slot));
  return ToBoolean(value);
}

bool value_to_number(Context* context, Slot slot, double* result) {
  RootedValue value(context->cx, context->get(slot));
  return ToNumber(context->cx, value, result);
}

bool value_to_utf8(Context* context, Slot slot, void* out, ByteSink sink) {
  JSContext* cx = context->cx;
  RootedValue value(cx, context->get(slot));
  RootedString string(cx, ToString(cx, value));
  if (!string) {
    return false;
  }
  JSLinearString* linear = JS_EnsureLinearString(cx, string);
  if (!linear) {
    return false;
  }
  // Lone surrogates become U+FFFD, as in USVString.
  UniqueChars utf8 = JS_EncodeStringToUTF8(cx, string);
  if (!utf8) {
    return false;
  }
  sink(out, reinterpret_cast<const uint8_t*>(utf8.get()), GetDeflatedUTF8StringLength(linear));
  return true;
}

bool value_is_error(Context* context, Slot slot) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  js::ESClass kind = js::ESClass::Other;
  return object && GetBuiltinClass(context->cx, object, &kind) && kind == js::ESClass::Error;
}

bool value_same(Context* context, Slot a, Slot b) {
  RootedValue left(context->cx, context->get(a));
  RootedValue right(context->cx, context->get(b));
  bool same = false;
  return SameValue(context->cx, left, right, &same) && same;
}

// -- objects, arrays, calls --------------------------------------------------------------------------------------------------

bool object_get(Context* context, Slot slot, const char* name, Slot* result) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  RootedValue value(context->cx);
  if (!object) {
    *result = 0;
    return true;
  }
  if (!JS_GetProperty(context->cx, object, name, &value)) {
    return false;
  }
  *result = context->push(value);
  return true;
}

bool object_set(Context* context, Slot slot, const char* name, Slot value) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  RootedValue set(context->cx, context->get(value));
  return object && JS_SetProperty(context->cx, object, name, set);
}

bool object_define(Context* context, Slot slot, const char* name, Slot value, bool enumerable) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  RootedValue set(context->cx, context->get(value));
  return object && JS_DefineProperty(context->cx, object, name, set, enumerable ? JSPROP_ENUMERATE : 0);
}

bool object_set_prototype(Context* context, Slot slot, Slot prototype) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  RootedObject parent(context->cx, parbake::object_or_null(context->get(prototype)));
  return object && parent && JS_SetPrototype(context->cx, object, parent);
}

bool array_length(Context* context, Slot slot, uint32_t* length) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  bool is_array = false;
  return object && IsArrayObject(context->cx, object, &is_array) && is_array &&
         GetArrayLength(context->cx, object, length);
}

bool array_get(Context* context, Slot slot, uint32_t index, Slot* result) {
  RootedObject object(context->cx, parbake::object_or_null(context->get(slot)));
  RootedValue value(context->cx);
  if (!object || !JS_GetElement(context->cx, object, index, &value)) {
    return false;
  }
  *result = context->push(value);
  return true;
}

bool function_call(Context* context, Slot slot, Slot this_value, const Slot* args, size_t argc, Slot* result) {
  JSContext* cx = context->cx;
  RootedValue function(cx, context->get(slot));
  RootedValue receiver(cx, context->get(this_value));
  RootedVector<Value> values(cx);
  for (size_t i = 0; i < argc; i++) {
    if (!values.append(context->get(args[i]))) {
      return false;
    }
  }
  RootedValue value(cx);
  if (!Call(cx, receiver, function, values, &value)) {
    return false;
  }
  *result = context->push(value);
  return true;
}

// -- exceptions --------------------------------------------------------------------------------------------------------------

bool exception_take(Context* context, Slot* result) {
  JSContext* cx = context->cx;
  RootedValue error(cx);
  if (!JS_IsExceptionPending(cx) || !JS_GetPendingException(cx, &error)) {
    return false;
  }
  JS_ClearPendingException(cx);
  *result = context->push(error);
  return true;
}

void exception_set(Context* context, Slot slot) {
  RootedValue error(context->cx, context->get(slot));
  JS_SetPendingException(context->cx, error);
}
