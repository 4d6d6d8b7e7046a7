//! One run of a program: how it is prepared, started and waited for.
//!
//! *What goes in and comes out*: arguments, environment, input and limits go in; a `Finished` run
//! comes out.
//! *What it promises*: the environment holds only what is given here; a run ends within its time
//! limit or fails the test; output is read while the program runs, so that it never waits for the
//! test.
//! *Why this shape*: limits of memory and the umask are set by the shell, which needs no unsafe code.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Finished, Running, Workbench};

/// How long a run may take unless the test says otherwise. The first page takes well under a
/// second; the rest is for a machine that builds other things at the same time.
const TIME_LIMIT: Duration = Duration::from_secs(60);

enum Input {
    Words(Vec<u8>),
    HeldOpen,
}

/// A run that is being prepared.
pub(crate) struct Run<'a> {
    bench: &'a Workbench,
    program: OsString,
    arguments: Vec<OsString>,
    environment: BTreeMap<OsString, OsString>,
    folder: PathBuf,
    input: Input,
    limits: String,
    time_limit: Duration,
    interrupt_after: Option<Duration>,
    output_is_closed: bool,
}

impl<'a> Run<'a> {
    /// A run of a program in the top folder of a workbench, with nothing on standard input.
    pub(super) fn of(bench: &'a Workbench, program: &OsStr) -> Run<'a> {
        Run {
            bench,
            program: program.to_owned(),
            arguments: Vec::new(),
            environment: BTreeMap::new(),
            folder: bench.path().to_owned(),
            input: Input::Words(Vec::new()),
            limits: String::new(),
            time_limit: TIME_LIMIT,
            interrupt_after: None,
            output_is_closed: false,
        }
    }

    /// Adds arguments.
    pub(crate) fn with<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments
            .extend(arguments.into_iter().map(|word| word.as_ref().to_owned()));
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment
            .insert(name.into(), value.as_ref().to_owned());
        self
    }

    /// Runs in a folder of the workbench instead of its top.
    pub(crate) fn in_folder(mut self, name: &str) -> Self {
        self.folder = self.bench.path().join(name);
        self
    }

    /// Gives these words on standard input, and then its end.
    pub(crate) fn input(mut self, words: impl AsRef<[u8]>) -> Self {
        self.input = Input::Words(words.as_ref().to_vec());
        self
    }

    /// Sets the umask, in octal digits such as `077`.
    pub(crate) fn umask(mut self, digits: &str) -> Self {
        self.limits.push_str(&format!("umask {digits} && "));
        self
    }

    /// Limits the address space, so that a run which wants more fails.
    pub(crate) fn memory_limit(mut self, mebibytes: usize) -> Self {
        self.limits
            .push_str(&format!("ulimit -v {} && ", mebibytes * 1024));
        self
    }

    /// Ends the run, and fails the test, when it takes longer.
    pub(crate) fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Keeps standard input open without an end, waits, and sends the signal of Ctrl-C.
    pub(crate) fn interrupted_after(mut self, wait: Duration) -> Self {
        self.input = Input::HeldOpen;
        self.interrupt_after = Some(wait);
        self
    }

    /// Closes the reading end of standard output before the program can write.
    pub(crate) fn with_closed_output(mut self) -> Self {
        self.output_is_closed = true;
        self
    }

    /// Runs the program and waits for its end.
    #[track_caller]
    pub(crate) fn run(self) -> Finished<'a> {
        let before = self.bench.contents();
        let started = Instant::now();
        let mut child = self.command().spawn().expect("the program can be started");

        let mut input = child.stdin.take().expect("standard input is a pipe");
        let held_input = match &self.input {
            Input::Words(words) => {
                let words = words.clone();
                // The program may end without reading; that is for the test to judge.
                std::thread::spawn(move || drop(input.write_all(&words)));
                None
            }
            Input::HeldOpen => Some(input),
        };
        let output = child.stdout.take().expect("standard output is a pipe");
        let output = (!self.output_is_closed).then(|| collect(output));
        let errors = collect(child.stderr.take().expect("standard error is a pipe"));
        if let Some(wait) = self.interrupt_after {
            std::thread::sleep(wait);
            let sent = Command::new("kill")
                .args(["-INT", &child.id().to_string()])
                .status();
            assert!(
                sent.is_ok_and(|status| status.success()),
                "the signal could not be sent"
            );
        }

        let (code, peak_memory, worked) = wait(&mut child, started, self.time_limit);
        drop(held_input);
        let words = |reader: Option<std::thread::JoinHandle<Vec<u8>>>| {
            reader
                .map(|reader| reader.join().unwrap_or_default())
                .unwrap_or_default()
        };
        Finished {
            arguments: self.arguments,
            code,
            output: words(output),
            errors: String::from_utf8_lossy(&words(Some(errors))).into_owned(),
            took: started.elapsed(),
            worked,
            peak_memory,
            bench: self.bench,
            before,
        }
    }

    /// Starts the program and does not wait for its end; standard input is at its end at once.
    pub(crate) fn start(self) -> Running {
        let mut command = self.command();
        command.stdin(Stdio::null());
        Running::start(command)
    }

    fn command(&self) -> Command {
        let mut command = if self.limits.is_empty() {
            Command::new(&self.program)
        } else {
            let mut command = Command::new("sh");
            command
                .arg("-c")
                .arg(format!("{}exec \"$0\" \"$@\"", self.limits))
                .arg(&self.program);
            command
        };
        command.args(&self.arguments).current_dir(&self.folder);
        command
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("HOME", self.bench.path());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.envs(&self.environment);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// Reads a pipe to its end in a thread of its own, so that the program never waits for the test.
fn collect(mut pipe: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is what the test can judge.
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}

/// Waits for the end of a run; returns its exit code, its peak memory in bytes and its processor time.
#[track_caller]
fn wait(child: &mut Child, started: Instant, limit: Duration) -> (Option<i32>, usize, Duration) {
    let mut peak = 0;
    let mut worked = Duration::ZERO;
    loop {
        peak = peak.max(peak_memory(child.id()));
        worked = worked.max(processor_time(child.id()));
        match child.try_wait() {
            Ok(Some(status)) => return (status.code(), peak, worked),
            Ok(None) if started.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                panic!("the run took longer than {limit:?}");
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Err(error) => panic!("the run cannot be waited for: {error}"),
        }
    }
}

/// The highest resident memory so far, which Linux keeps as `VmHWM` for each process.
fn peak_memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kibibytes.unwrap_or(0) * 1024
}

/// The time that the processors worked for a process so far, in steps of 10 ms, which Linux keeps in its `stat`: the
/// twelfth and thirteenth field behind the program's name, in hundredths of a second.
fn processor_time(process: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
