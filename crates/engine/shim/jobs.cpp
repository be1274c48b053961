// Promise jobs, and the engine's own off-thread work (WebAssembly compilation, Atomics.waitAsync) that ends in a job.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "async_context.h"
#include "context.h"
#include "js/CallAndConstruct.h"
#include "js/Exception.h"
#include "js/Promise.h"
#include "js/friend/MicroTask.h"

using namespace JS;

namespace parbake {

// The queue itself lives in the engine (js/friend/MicroTask.h); this class is what the engine asks about it.
class MicrotaskQueue final : public JobQueue {
 public:
  bool getHostDefinedData(JSContext* cx, MutableHandle<JSObject*> incumbent,
                          MutableHandle<JSObject*> data) const override {
    Context* context = Context::of(cx);
    data.set(context->async_contexts->for_reaction());
    // The engine takes no data without a global to go with it.
    incumbent.set(data ? context->global.get() : nullptr);
    return true;
  }
  bool getHostDefinedGlobal(JSContext*, MutableHandle<JSObject*> data) const override {
    data.set(nullptr);
    return true;
  }
  // Only the Debugger API calls this.
  void runJobs(JSContext* cx) override { jobs_run(Context::of(cx)); }
  bool isDrainingStopped() const override { return false; }

  bool running = false;

 protected:
  js::UniquePtr<SavedJobQueue> saveJobQueue(JSContext* cx) override {
    auto saved = js::MakeUnique<Saved>(cx);
    return saved && saved->queue ? js::UniquePtr<SavedJobQueue>(std::move(saved)) : nullptr;
  }

 private:
  class Saved final : public SavedJobQueue {
   public:
    explicit Saved(JSContext* cx) : cx(cx), queue(SaveMicroTaskQueue(cx)) {}
    ~Saved() override { RestoreMicroTaskQueue(cx, std::move(queue)); }
    JSContext* cx;
    js::UniquePtr<SavedMicroTaskQueue> queue;
  };
};

// Off-thread work that is done and waits to run on the context's thread.
class FinishedTasks {
 public:
  void add(js::UniquePtr<Dispatchable>&& task) {
    std::lock_guard<std::mutex> lock(mutex);
    tasks.push_back(std::move(task));
    changed.notify_all();
  }

  void add_delayed(js::UniquePtr<Dispatchable>&& task, uint32_t delay_ms) {
    std::lock_guard<std::mutex> lock(mutex);
    delayed.push_back({std::chrono::steady_clock::now() + std::chrono::milliseconds(delay_ms), std::move(task)});
    changed.notify_all();
  }

  std::vector<js::UniquePtr<Dispatchable>> take() {
    std::lock_guard<std::mutex> lock(mutex);
    auto now = std::chrono::steady_clock::now();
    for (size_t i = 0; i < delayed.size();) {
      if (delayed[i].due <= now) {
        tasks.push_back(std::move(delayed[i].task));
        delayed.erase(delayed.begin() + i);
      } else {
        i++;
      }
    }
    std::vector<js::UniquePtr<Dispatchable>> ready;
    ready.swap(tasks);
    return ready;
  }

  void started() {
    std::lock_guard<std::mutex> lock(mutex);
    outstanding_count++;
  }

  void ended() {
    std::lock_guard<std::mutex> lock(mutex);
    outstanding_count--;
  }

  uint32_t outstanding() {
    std::lock_guard<std::mutex> lock(mutex);
    return outstanding_count;
  }

  void wait(std::chrono::microseconds timeout) {
    std::unique_lock<std::mutex> lock(mutex);
    auto until = std::chrono::steady_clock::now() + timeout;
    for (const Delayed& entry : delayed) {
      until = std::min(until, entry.due);
    }
    changed.wait_until(lock, until, [this] { return woken || !tasks.empty(); });
    woken = false;
  }

  void wake() {
    std::lock_guard<std::mutex> lock(mutex);
    woken = true;
    changed.notify_all();
  }

 private:
  struct Delayed {
    std::chrono::steady_clock::time_point due;
    js::UniquePtr<Dispatchable> task;
  };
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<js::UniquePtr<Dispatchable>> tasks;
  std::vector<Delayed> delayed;
  uint32_t outstanding_count = 0;
  bool woken = false;
};

static bool dispatch(void* closure, js::UniquePtr<Dispatchable>&& task) {
  static_cast<Context*>(closure)->finished->add(std::move(task));
  return true;
}

static bool dispatch_delayed(void* closure, js::UniquePtr<Dispatchable>&& task, uint32_t delay_ms) {
  static_cast<Context*>(closure)->finished->add_delayed(std::move(task), delay_ms);
  return true;
}

static void task_started(void* closure, Dispatchable*) { static_cast<Context*>(closure)->finished->started(); }

static void task_finished(void* closure, Dispatchable*) { static_cast<Context*>(closure)->finished->ended(); }

static void track_rejection(JSContext* cx, bool, HandleObject promise, PromiseRejectionHandlingState state, void* data) {
  auto* context = static_cast<Context*>(data);
  uint32_t mark = scope_enter(context);
  Slot slot = context->push(ObjectValue(*promise));
  context->options.calls->rejection(context->options.host, slot, state == PromiseRejectionHandlingState::Handled);
  scope_leave(context, mark);
}

bool install_job_queue(Context* context) {
  context->microtasks = new MicrotaskQueue();
  context->finished = new FinishedTasks();
  context->async_contexts = new AsyncContexts(context->cx);
  SetJobQueue(context->cx, context->microtasks);
  InitAsyncTaskCallbacks(context->cx, dispatch, dispatch_delayed, task_started, task_finished, context);
  SetPromiseRejectionTrackerCallback(context->cx, track_rejection, context);
  return true;
}

static void report_job_failure(Context* context) {
  uint32_t mark = scope_enter(context);
  Slot error = 0;
  if (exception_take(context, &error)) {
    context->options.calls->job_failed(context->options.host, error);
  }
  scope_leave(context, mark);
}

static bool run_job(Context* context, Handle<Value> entry) {
  JSContext* cx = context->cx;
  if (IsJSMicroTask(entry)) {
    Rooted<JSMicroTask*> job(cx, ToMaybeWrappedJSMicroTask(entry));
    if (job && context->async_contexts->tracks()) {
      RootedObject incumbent(cx);
      RootedObject data(cx);
      if (MaybeGetHostDefinedDataFromJSMicroTask(job, &incumbent, &data) && data) {
        context->async_contexts->enter(data);
      }
    }
    return !job || RunJSMicroTask(cx, job);
  }
  RootedValue callable(cx, entry);  // queueMicrotask: see jobs_enqueue
  RootedValue ignored(cx);
  return Call(cx, UndefinedHandleValue, callable, HandleValueArray::empty(), &ignored);
}

}  // namespace parbake

void jobs_run(Context* context) {
  JSContext* cx = context->cx;
  if (context->microtasks->running) {
    return;
  }
  context->microtasks->running = true;
  RootedValue entry(cx);
  parbake::AsyncContexts* contexts = context->async_contexts;
  while (HasAnyMicroTasks(cx)) {
    if (contexts->tracks() && !contexts->enter_next(cx)) {
      parbake::report_job_failure(context);
    }
    entry = DequeueNextMicroTask(cx);
    if (!HasAnyMicroTasks(cx)) {
      JobQueueIsEmpty(cx);  // lets `await` of a settled promise in the last job go on without a detour
    }
    if (!parbake::run_job(context, entry)) {
      parbake::report_job_failure(context);
    }
    if (contexts->tracks() && !contexts->leave(cx)) {
      parbake::report_job_failure(context);
    }
  }
  context->microtasks->running = false;
}

bool jobs_enqueue(Context* context, Slot callable) {
  JobQueueMayNotBeEmpty(context->cx);
  return EnqueueMicroTask(context->cx, context->get(callable));
}

bool tasks_run_finished(Context* context) {
  auto ready = context->finished->take();
  for (auto& task : ready) {
    Dispatchable::Run(context->cx, std::move(task), Dispatchable::NotShuttingDown);
  }
  return !ready.empty();
}

uint32_t tasks_outstanding(Context* context) { return context->finished->outstanding(); }

void tasks_wait(Context* context, int64_t timeout_us) {
  constexpr int64_t day_us = 24ll * 3600 * 1000 * 1000;
  int64_t bounded = timeout_us < 0 || timeout_us > day_us ? day_us : timeout_us;
  context->finished->wait(std::chrono::microseconds(bounded));
}

void tasks_wake(Context* context) { context->finished->wake(); }
