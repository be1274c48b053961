//! The event loop (Node documentation, "The Node.js event loop"): timers, input, immediates, and between any two callbacks
//! ticks and promise jobs.

use std::ffi::CStr;
use std::thread;
use std::time::{Duration, Instant};

use parbake_engine::{Context, PromiseState, Scope, Thrown};

use crate::Runtime;
use crate::program::Started;

/// Exit code of a program whose top-level await never settles (Node documentation, "Exit codes").
const UNSETTLED: i32 = 13;

pub(crate) struct EventLoop<'r> {
    runtime: &'r Runtime,
    context: &'r mut Context,
}

/// How long the loop may sleep.
enum Rest {
    /// Something is to be done now.
    None,
    /// Until this is over, or background work is done.
    For(Duration),
    /// Until background work is done.
    UntilWork,
    /// Nothing keeps the program alive.
    Forever,
}

impl<'r> EventLoop<'r> {
    pub(crate) fn new(runtime: &'r Runtime, context: &'r mut Context) -> Self {
        Self { runtime, context }
    }

    pub(crate) fn turn_until_done(mut self, started: Started) -> ! {
        if let Some(timeline) = self.runtime.timeline() {
            timeline.begin_running();
        }
        self.runtime.loop_began.set(Some(Instant::now()));
        // The evaluation of an ES module is itself a promise job in Node: jobs come before ticks at first.
        if started.evaluation.is_some() {
            self.context.run_jobs();
        }
        self.settle(&started);
        self.see_whether_start_is_over(&started);
        loop {
            while self.turn(&started) {
                self.see_whether_start_is_over(&started);
            }
            self.emit_before_exit();
            if matches!(self.rest(), Rest::Forever) && self.runtime.pending_imports.borrow().is_empty() {
                break;
            }
        }
        self.finish(&started)
    }

    /// Runs until what comes before the program has been evaluated; where it never is, the process ends.
    pub(crate) fn turn_until_evaluated(mut self, started: &Started) {
        self.context.run_jobs();
        self.settle(started);
        while self.is_pending(started) {
            let is_alive = self.turn(started) || !self.runtime.pending_imports.borrow().is_empty();
            if !is_alive && self.is_pending(started) {
                self.finish(started);
            }
        }
    }

    /// One turn; false when nothing is left that keeps the program alive.
    fn turn(&mut self, started: &Started) -> bool {
        self.call_if_loaded("timers", c"runTimers");
        self.settle(started);
        let imported = self.load_imports();
        let finished = self.context.run_finished_tasks();
        self.settle(started);
        let reported = self.make_reports(started);
        self.call_if_loaded("timers", c"runImmediates");
        self.settle(started);
        if imported || finished || reported || !self.runtime.pending_imports.borrow().is_empty() {
            return true;
        }
        match self.rest_until_settled() {
            Rest::None => {}
            Rest::Forever => return false,
            Rest::For(duration) => self.sleep(Some(duration)),
            Rest::UntilWork => self.sleep(None),
        }
        true
    }

    fn sleep(&mut self, duration: Option<Duration>) {
        let began = Instant::now();
        match duration {
            Some(duration) if self.is_alone() => thread::sleep(duration),
            duration => self.context.wait_for_tasks(duration),
        }
        self.runtime.slept.set(self.runtime.slept.get() + began.elapsed());
    }

    /// How long to rest, but not past the moment at which what was imported late is to be published: a program that runs
    /// until it is killed never comes to its end.
    fn rest_until_settled(&mut self) -> Rest {
        let rest = self.rest();
        match (rest, self.runtime.time_to_publish()) {
            (rest @ (Rest::For(_) | Rest::UntilWork), Some(Duration::ZERO)) => {
                self.runtime.publish();
                rest
            }
            (Rest::For(duration), Some(time)) => Rest::For(duration.min(time)),
            (Rest::UntilWork, Some(time)) => Rest::For(time),
            (rest, _) => rest,
        }
    }

    /// Calls back for what other threads have done so far; whether there was any.
    fn make_reports(&mut self, started: &Started) -> bool {
        let runtime = self.runtime;
        let waiting = runtime.background.reports_waiting();
        for _ in 0..waiting {
            self.context.enter(|scope| {
                if let Err(thrown) = runtime.make_report(scope) {
                    let error = scope.take_exception(thrown);
                    runtime.report_uncaught(scope, error);
                }
            });
            self.settle(started);
        }
        waiting > 0
    }

    /// Whether no other thread has anything to say.
    fn is_alone(&self) -> bool {
        self.context.outstanding_tasks() == 0 && !self.runtime.background.is_active()
    }

    /// Works off ticks and promise jobs, and sees whether evaluation has failed.
    fn settle(&mut self, started: &Started) {
        self.drain();
        if self.report_failed_evaluation(started) {
            self.drain();
        }
    }

    fn drain(&mut self) {
        if !self.runtime.is_loaded("tasks") {
            self.context.run_jobs();
        }
        // Those jobs may have been the first to ask for a tick.
        self.call_if_loaded("tasks", c"drainTicks");
    }

    /// A module that threw is an uncaught error, once.
    fn report_failed_evaluation(&mut self, started: &Started) -> bool {
        if self.runtime.evaluation_reported.get() {
            return false;
        }
        let runtime = self.runtime;
        self.context.enter(|scope| {
            let Some(evaluation) = &started.evaluation else { return false };
            let promise = scope.recall(evaluation);
            let Some((PromiseState::Rejected, error)) = scope.promise(promise) else { return false };
            runtime.evaluation_reported.set(true);
            runtime.report(scope, error, "unhandledRejection"); // what evaluation throws rejects its promise
            true
        })
    }

    /// The start is over when the program's module has settled. Only asked where somebody is to be told.
    fn see_whether_start_is_over(&mut self, started: &Started) {
        let runtime = self.runtime;
        if runtime.timeline().is_none() {
            return;
        }
        if !self.is_pending(started) {
            runtime.end_of_start();
        }
    }

    fn is_pending(&mut self, started: &Started) -> bool {
        self.context.enter(|scope| {
            let Some(evaluation) = &started.evaluation else { return false };
            let promise = scope.recall(evaluation);
            matches!(scope.promise(promise), Some((PromiseState::Pending, _)))
        })
    }

    fn load_imports(&mut self) -> bool {
        let runtime = self.runtime;
        self.context.enter(|scope| runtime.load_pending_imports(scope))
    }

    fn rest(&mut self) -> Rest {
        let outstanding = self.context.outstanding_tasks() > 0 || self.runtime.background.is_awaited();
        if !self.runtime.is_loaded("timers") {
            return if outstanding { Rest::UntilWork } else { Rest::Forever };
        }
        if self.call_for_boolean("timers", c"hasImmediates") {
            return Rest::None;
        }
        let alive = self.call_for_boolean("timers", c"hasRef");
        if !alive && !outstanding {
            return Rest::Forever;
        }
        match self.call_for_number("timers", c"timeToNext") {
            wait if wait < 0.0 => Rest::UntilWork,
            wait => Rest::For(Duration::from_secs_f64(wait / 1000.0)),
        }
    }

    fn emit_before_exit(&mut self) {
        if self.runtime.is_loaded("process") {
            self.call("process-exit", c"emitBeforeExit");
            self.drain();
        }
    }

    fn finish(&mut self, started: &Started) -> ! {
        let runtime = self.runtime;
        let code = self.context.enter(|scope| {
            let promise = started.evaluation.as_ref().map(|evaluation| scope.recall(evaluation));
            let state = promise.and_then(|promise| scope.promise(promise));
            let unsettled = matches!(state, Some((PromiseState::Pending, _)));
            if !runtime.is_loaded("process-exit") {
                if unsettled {
                    runtime.warn_unsettled();
                }
                return if unsettled { UNSETTLED } else { 0 };
            }
            runtime.emit_exit(scope, unsettled)
        });
        runtime.exit(code)
    }

    fn call_if_loaded(&mut self, name: &str, function: &CStr) {
        if self.runtime.is_loaded(name) {
            self.call(name, function);
        }
    }

    fn call(&mut self, name: &str, function: &CStr) {
        self.call_for(name, function, |_, _| Ok(()));
    }

    fn call_for_boolean(&mut self, name: &str, function: &CStr) -> bool {
        self.call_for(name, function, |scope, result| Ok(scope.to_boolean(result))).unwrap_or(false)
    }

    fn call_for_number(&mut self, name: &str, function: &CStr) -> f64 {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method is not general enough in its lifetimes"
        )]
        self.call_for(name, function, |scope, result| scope.to_number(result)).unwrap_or(-1.0)
    }

    /// Calls a built-in without arguments; what it throws is uncaught.
    fn call_for<R>(
        &mut self,
        name: &str,
        function: &CStr,
        read: impl for<'s> FnOnce(&mut Scope<'s>, parbake_engine::Local<'s>) -> Result<R, Thrown>,
    ) -> Option<R> {
        let runtime = self.runtime;
        self.context.enter(|scope| {
            let called = runtime.call_built_in(scope, name, function, |_| Ok(Vec::new()));
            match called.and_then(|result| read(scope, result)) {
                Ok(result) => Some(result),
                Err(thrown) => {
                    let error = scope.take_exception(thrown);
                    runtime.report_uncaught(scope, error);
                    None
                }
            }
        })
    }
}

impl Runtime {
    /// Tells the program that it ends; the exit code.
    fn emit_exit(&self, scope: &mut Scope<'_>, unsettled: bool) -> i32 {
        let emitted = self.call_built_in(scope, "process-exit", c"emitExit", |scope| {
            let code = if unsettled { UNSETTLED } else { 0 };
            Ok(vec![scope.number(f64::from(code)), scope.boolean(false)])
        });
        let code = emitted.and_then(|code| scope.to_number(code));
        let code = code.unwrap_or_else(|thrown| {
            let error = scope.take_exception(thrown);
            self.report_uncaught(scope, error);
            1.0
        });
        if unsettled && code == f64::from(UNSETTLED) {
            self.warn_unsettled();
        }
        // POSIX hands on the low byte; the conversion saturates, which a program cannot tell apart.
        code as i32
    }

    fn warn_unsettled(&self) {
        use std::io::Write as _;
        let url = self.main.get().map(|id| self.url(id)).unwrap_or_default();
        let _ = writeln!(std::io::stderr(), "Warning: Detected unsettled top-level await at {url}");
    }
}
