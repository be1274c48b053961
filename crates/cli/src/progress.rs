//! How far a command has come, for who watches: a bar on standard error, if that is a terminal and it takes a while.

use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::printer::Printer;

/// What takes less time needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn though nothing has moved, so that one sees that it lives.
const TICK: Duration = Duration::from_millis(100);

/// A bar that appears once its patience is at an end, and vanishes with this value.
pub struct Progress {
    bar: ProgressBar,
    /// Wakes the thread that waits for the moment to show the bar.
    waiting: Option<(Thread, thread::JoinHandle<()>)>,
}

impl Progress {
    /// A bar of so many steps; of one step it only shows that something goes on.
    pub fn new(printer: Printer, what: &'static str, steps: usize) -> Self {
        match printer.stderr_is_watched() {
            true => Self::on(ProgressDrawTarget::stderr, PATIENCE, what, steps),
            false => Self { bar: ProgressBar::hidden(), waiting: None },
        }
    }

    fn on(
        target: impl FnOnce() -> ProgressDrawTarget + Send + 'static,
        patience: Duration,
        what: &'static str,
        steps: usize,
    ) -> Self {
        let template = if steps > 1 { "{msg} [{bar:30}] {pos} of {len}" } else { "{msg} {spinner} {elapsed}" };
        let style = ProgressStyle::with_template(template).map(|style| style.progress_chars("=> "));
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden()).with_message(what);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let shown = bar.clone();
        let wait = move || {
            let until = Instant::now() + patience;
            while let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
                if shown.is_finished() {
                    return;
                }
                thread::park_timeout(left);
            }
            if !shown.is_finished() {
                shown.set_draw_target(target());
                shown.enable_steady_tick(TICK);
            }
        };
        // Without memory for a thread there is no bar.
        let waiting = thread::Builder::new().name("progress".to_owned()).spawn(wait).ok();
        Self { bar, waiting: waiting.map(|handle| (handle.thread().clone(), handle)) }
    }

    /// One step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Writes to standard error without getting into the bar's way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        if let Some((thread, handle)) = self.waiting.take() {
            thread.unpark();
            // It has nothing to say; should it have shown the bar at the last moment, that is over as well.
            let _ = handle.join();
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;

    /// A terminal that writes down what it is told.
    #[derive(Debug, Clone, Default)]
    struct Recorder(Arc<Mutex<String>>);

    impl Recorder {
        fn note(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }

        fn target(&self) -> ProgressDrawTarget {
            ProgressDrawTarget::term_like(Box::new(self.clone()))
        }

        fn text(&self) -> String {
            self.0.lock().unwrap().clone()
        }
    }

    impl TermLike for Recorder {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.note(text)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.note(text)
        }

        fn clear_line(&self) -> io::Result<()> {
            self.note("<clear>")
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_done_soon_shows_nothing() {
        let terminal = Recorder::default();
        let inner = terminal.clone();
        let progress = Progress::on(move || inner.target(), Duration::from_secs(3600), "Checking", 2);
        progress.step();
        drop(progress);
        assert_eq!(terminal.text(), "");
    }

    #[test]
    fn what_takes_a_while_shows_how_far_it_is_and_leaves_nothing() {
        let terminal = Recorder::default();
        let inner = terminal.clone();
        let progress = Progress::on(move || inner.target(), Duration::ZERO, "Checking", 3);
        while !terminal.text().contains("0 of 3") {
            thread::yield_now();
        }
        progress.step();
        while !terminal.text().contains("1 of 3") {
            thread::yield_now();
        }
        let line = terminal.text();
        assert!(line.contains("Checking [==========>  "), "{line}");
        drop(progress);
        assert!(terminal.text().ends_with("<clear>"), "{}", terminal.text());
    }
}
