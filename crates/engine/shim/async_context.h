// The async context: an object of the embedder's that follows the program through promise jobs.
//
// The engine stores it with a reaction to a promise that is still pending (JobQueue::getHostDefinedData), and that is the
// context its job gets. A reaction to a settled promise is enqueued without asking the host; those jobs are told apart by
// counting the queue whenever the context changes: what was added since then was added by the context before. Nothing of
// this costs anything before a program sets a context for the first time.
#pragma once

#include "context.h"

namespace parbake {

class AsyncContexts {
 public:
  explicit AsyncContexts(JSContext* cx) : current_(cx, JS::UndefinedValue()), none_(cx), queued_(cx) {}

  JS::Value current() const { return current_; }

  // False if memory runs out.
  bool set(JSContext* cx, const JS::Value& value);

  // What a new reaction gets: null before the first context.
  JSObject* for_reaction() const { return tracks_ ? object_or(current_) : nullptr; }

  // The context of the job that leaves the queue next becomes the current one.
  bool enter_next(JSContext* cx);

  // The same, where the job itself knows better.
  void enter(JSObject* own) { current_ = own == none_ ? JS::UndefinedValue() : JS::ObjectValue(*own); }

  // After a job.
  bool leave(JSContext* cx);

  bool tracks() const { return tracks_; }

 private:
  JSObject* object_or(const JS::Value& value) const { return value.isObject() ? &value.toObject() : none_.get(); }

  // Notes whose the jobs are that were added since the last time.
  bool count(JSContext* cx);

  bool tracks_ = false;
  JS::PersistentRooted<JS::Value> current_;
  // Stands for "no context" where null would mean "nobody asked".
  JS::PersistentRooted<JSObject*> none_;
  // One value a job in the queue, from head_ on.
  JS::PersistentRooted<SlotVector> queued_;
  size_t head_ = 0;
};

}  // namespace parbake
