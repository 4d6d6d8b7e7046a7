//! Files, written whole: beside the target, flushed, renamed, and the folder flushed too.
//!
//! In: paths and bytes. Out: the files, or a problem and no trace. The name of the file in the
//! making says nothing of the leaflet. An interruption waits until the rename is done.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

use super::draft::{self, Draft};
use super::place::folder_of;
use super::{Readers, WriteProblem};

/// Held while a file is in the making.
static IN_THE_MAKING: Mutex<()> = Mutex::new(());

/// Waits until no file is in the making and keeps it so while the guard lives: whoever ends the
/// program on an interruption holds this, so that nothing half-written stays.
pub fn hold_back_interruption() -> MutexGuard<'static, ()> {
    IN_THE_MAKING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes files that belong together: all are whole on the disk before the first gets its name. If
/// one does not get it, the new ones before it are taken away again, and old ones that were to be
/// replaced get their names back. Only a machine that stops dead in between, or refuses the way back
/// too, can leave some of each; the old ones then lie beside, under names without meaning, until the
/// next run takes them away. What a killed run left in the folder goes first.
pub(super) fn write_all(
    files: &[(&Path, &[u8])],
    readers: Readers,
    overwrite: bool,
) -> Result<(), WriteProblem> {
    let _whole = hold_back_interruption();
    let mut folders: Vec<&Path> = files.iter().map(|(path, _)| folder_of(path)).collect();
    folders.dedup();
    folders.iter().for_each(|folder| draft::sweep(folder));
    let mut ready = Vec::new();
    for (path, bytes) in files {
        ready.push((*path, made_ready(path, bytes, readers)?));
    }
    // One file replaces another in one step; several need the old ones until all have their names.
    let mut aside = Vec::new();
    if overwrite && files.len() > 1 {
        for (path, _) in files {
            match set_aside(path) {
                Ok(old) => aside.extend(old.map(|old| (*path, old))),
                Err(error) => {
                    put_back(aside);
                    return Err(WriteProblem::Machine(path.to_path_buf(), error));
                }
            }
        }
    }
    let replaces = overwrite && files.len() == 1;
    for (at, (path, file)) in ready.into_iter().enumerate() {
        if let Err(error) = file.place(path, replaces) {
            for (path, _) in files.iter().take(at) {
                let _gone = std::fs::remove_file(path);
            }
            put_back(aside);
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists => WriteProblem::Exists(path.to_owned()),
                _ => WriteProblem::Machine(path.to_owned(), error),
            });
        }
    }
    // The old files go as their guards do.
    drop(aside);
    folders.into_iter().for_each(flush_folder);
    Ok(())
}

/// An old file beside its place. It is deleted when this goes, and held until then, so that no other run
/// takes it for one that was left.
struct Aside {
    path: TempPath,
    _held: Option<File>,
}

/// Gives an old file a name without meaning beside its place; `None` if there is none.
#[expect(
    clippy::disallowed_methods,
    reason = "an old file goes aside whole, and comes back whole"
)]
fn set_aside(path: &Path) -> io::Result<Option<Aside>> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let held = super::system::open_file(path, super::system::OpenFor::Reading).ok();
    held.iter().for_each(draft::lock);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".leaflet-").suffix(".part");
    let place = builder.tempfile_in(folder_of(path))?.into_temp_path();
    std::fs::rename(path, &place)?;
    Ok(Some(Aside {
        path: place,
        _held: held,
    }))
}

/// Gives old files their names back. One that cannot have it stays where it is rather than be lost.
fn put_back(aside: Vec<(&Path, Aside)>) {
    for (path, old) in aside {
        if let Err(failure) = old.path.persist(path) {
            let _kept = failure.path.keep();
        }
    }
}

/// The file beside its place, flushed, without its name.
fn made_ready(path: &Path, bytes: &[u8], readers: Readers) -> Result<Draft, WriteProblem> {
    let machine = |error: io::Error| WriteProblem::Machine(path.to_owned(), error);
    let mut draft = Draft::beside(path, readers).map_err(machine)?;
    draft.file().write_all(bytes).map_err(machine)?;
    draft.file().sync_all().map_err(machine)?;
    Ok(draft)
}

/// Makes a folder and those above it that are not there, all of them lasting: without that a power cut
/// could take a folder with all the files that were flushed into it.
///
/// # Errors
/// What the machine says.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<PathBuf> = folder
        .ancestors()
        .take_while(is_missing)
        .map(Path::to_owned)
        .collect();
    std::fs::create_dir_all(folder)?;
    missing
        .iter()
        .for_each(|made| flush_folder(folder_of(made)));
    Ok(())
}

/// Finds out whether files can be written in a folder, by writing one without meaning and taking it away
/// again.
///
/// # Errors
/// What the machine says.
pub fn try_writing(folder: &Path) -> io::Result<()> {
    let _whole = hold_back_interruption();
    let mut builder = tempfile::Builder::new();
    builder.prefix(".leaflet-").suffix(".part");
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(b"a trial of `leaflet doctor`\n")?;
    file.close()
}

/// Makes the rename itself lasting. Some file systems cannot flush a folder; the file is whole all
/// the same, so that is no failure.
#[cfg(unix)]
pub(super) fn flush_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        let _flushed = folder.sync_all();
    }
}

#[cfg(not(unix))]
pub(super) fn flush_folder(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trial_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        try_writing(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(try_writing(&folder.path().join("nowhere")).is_err());
    }

    #[test]
    fn several_files_are_replaced_all_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second, third] = ["1", "2", "3"].map(|name| folder.path().join(name));
        let old = [(&first, "one"), (&second, "two")];
        for (path, text) in old {
            write_all(&[(path, text.as_bytes())], Readers::AsUsual, true).unwrap();
        }
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let count = || std::fs::read_dir(folder.path()).unwrap().count();
        let write = |last: &Path| {
            let files: [(&Path, &[u8]); 3] = [(&first, b"new"), (&second, b"new"), (last, b"new")];
            write_all(&files, Readers::AsUsual, true)
        };
        // The third file's name is taken by the first a moment before.
        let failed = write(&first);
        assert!(matches!(failed, Err(WriteProblem::Exists(_))), "{failed:?}");
        assert_eq!([read(&first), read(&second)], ["one", "two"]);
        assert_eq!(count(), 2);
        write(&third).unwrap();
        assert!([&first, &second, &third].map(|path| read(path)) == ["new"; 3]);
        assert_eq!(count(), 3);
    }
}
