#include "async_context.h"

#include "js/friend/MicroTask.h"

using namespace JS;

namespace parbake {

// Spent places at the front of the list are given back when there are this many.
static constexpr size_t spent_limit = 1024;

bool AsyncContexts::set(JSContext* cx, const Value& value) {
  if (!tracks_) {
    if (value.isUndefined()) {
      return true;
    }
    none_ = JS_NewPlainObject(cx);
    if (!none_) {
      return false;
    }
    tracks_ = true;
  }
  if (!count(cx)) {
    return false;
  }
  current_ = value;
  return true;
}

bool AsyncContexts::count(JSContext* cx) {
  size_t jobs = GetRegularMicroTaskCount(cx);
  while (queued_.length() - head_ < jobs) {
    if (!queued_.append(current_.get())) {
      JS_ReportOutOfMemory(cx);
      return false;
    }
  }
  return true;
}

bool AsyncContexts::enter_next(JSContext* cx) {
  if (!count(cx)) {
    return false;
  }
  if (head_ < queued_.length()) {
    current_ = queued_[head_++];
  }
  if (head_ == queued_.length()) {
    queued_.clear();
    head_ = 0;
  } else if (head_ >= spent_limit && head_ * 2 >= queued_.length()) {
    queued_.erase(queued_.begin(), queued_.begin() + head_);
    head_ = 0;
  }
  return true;
}

bool AsyncContexts::leave(JSContext* cx) {
  bool counted = count(cx);
  current_ = UndefinedValue();
  return counted;
}

}  // namespace parbake

void async_context_get(Context* context, Slot* value) { *value = context->push(context->async_contexts->current()); }

bool async_context_set(Context* context, Slot value) {
  return context->async_contexts->set(context->cx, context->get(value));
}
