//! A new file in the making: under a name of its own until it is whole and on the disk, and gone if it never gets there.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use realdeal::StorageError;

/// What SQLite may have put beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A file that is not yet under its name.
#[derive(Debug)]
pub(super) struct Unfinished {
    target: PathBuf,
    path: PathBuf,
}

fn named(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// The same trouble, with the file that it is about.
pub(super) fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn taken(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, format!("{}: there is a file already", path.display()))
}

/// Trouble with files, as trouble with books: nothing was applied, and it helps to ask again where room may come.
pub(super) fn not_applied(error: io::Error) -> StorageError {
    let retry = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::Interrupted);
    StorageError::NotApplied { what: error.to_string(), retry, source: Some(Arc::new(error)) }
}

impl Unfinished {
    /// Something new that is to become `target`.
    ///
    /// Errors: there is something already.
    pub(super) fn beside(target: &Path) -> io::Result<Self> {
        if target.symlink_metadata().is_ok() {
            return Err(taken(target));
        }
        let path = named(target, &format!(".part-{}", std::process::id()));
        let new = Self { target: target.to_owned(), path };
        // Left by an earlier process with this number.
        new.clear();
        Ok(new)
    }

    /// The name until then.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file, empty; `private` if nobody but its owner may read it.
    pub(super) fn create(&self, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        options.open(&self.path).map_err(|error| about(&self.path, &error))
    }

    /// Puts what was written on the disk, and gives it its name.
    ///
    /// Errors: meanwhile somebody else has put a file there; the disk fails.
    pub(super) fn finish(self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()?;
        // A link, unlike a new name, never takes the place of what is there.
        match fs::hard_link(&self.path, &self.target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(taken(&self.target)),
            // File systems without links.
            Err(_) if self.target.symlink_metadata().is_err() => fs::rename(&self.path, &self.target)?,
            Err(error) => return Err(error),
        }
        #[cfg(unix)]
        {
            let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(())
    }

    /// Nothing is left of it; what was not there can't be taken away.
    fn clear(&self) {
        let _ = fs::remove_file(&self.path);
        for ending in BESIDE {
            let _ = fs::remove_file(named(&self.path, ending));
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_gets_its_name_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let new = Unfinished::beside(&folder.path().join("new")).unwrap();
        new.create(false).unwrap().write_all(b"whole").unwrap();
        assert_eq!(names(folder.path()), [format!("new.part-{}", std::process::id())]);
        new.finish().unwrap();
        assert_eq!(names(folder.path()), ["new"]);
        assert_eq!(fs::read(folder.path().join("new")).unwrap(), b"whole");
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let new = Unfinished::beside(&folder.path().join("new")).unwrap();
        new.create(true).unwrap();
        fs::write(named(new.path(), "-wal"), b"").unwrap();
        drop(new);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_is_there_stays_also_if_it_came_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("new");
        let new = Unfinished::beside(&target).unwrap();
        new.create(false).unwrap();
        fs::write(&target, b"of somebody else").unwrap();
        assert_eq!(new.finish().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&target).unwrap(), b"of somebody else");
        assert_eq!(Unfinished::beside(&target).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(names(folder.path()), ["new"]);
    }
}
