//! The file layer that SQLite calls: everything goes on to the system's own, after a [`Disk`](crate::Disk) was asked.
//!
//! The only room with `unsafe` code. SQLite promises (sqlite3.h, `sqlite3_vfs` and `sqlite3_io_methods`) that a file handed to
//! a method is one that `xOpen` of the same layer has opened, that it has `szOsFile` zeroed and aligned bytes, and that
//! the pointers beside it are valid for the call. What we lay into these bytes: a [`ShimFile`], and behind it the file
//! of the system's layer.

#![allow(unsafe_code, reason = "SQLite speaks C")]

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

use crate::disk::{Call, Happened, Shared, Verdict};
use crate::error::{Fault, Found};

/// What a layer of ours knows; never freed, because SQLite may hold files of it for as long as it likes.
struct Layer {
    real: *mut sqlite3_vfs,
    shared: Arc<Shared>,
}

/// An open file. The system's own lies directly behind it.
#[repr(C)]
struct ShimFile {
    base: sqlite3_file,
    layer: *const Layer,
    /// None for temporary files, which no crash leaves anything of.
    name: *mut Arc<str>,
}

/// A layer that is known to SQLite by name, until this is dropped.
#[derive(Debug)]
pub(crate) struct Registered {
    vfs: *mut sqlite3_vfs,
    name: String,
}

impl Registered {
    pub(crate) fn new(shared: Arc<Shared>) -> Found<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("realdeal-disk-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let c_name = CString::new(name.clone()).map_err(|error| Fault::new(error.to_string()))?;
        // SAFETY: null asks for the default layer, which lives as long as the process.
        let real = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        if real.is_null() {
            return Err(Fault::new("SQLite knows no file layer"));
        }
        let own = c_int::try_from(size_of::<ShimFile>()).unwrap_or(c_int::MAX);
        // SAFETY: `real` was just found.
        let (size, path) = unsafe { ((*real).szOsFile, (*real).mxPathname) };
        let layer = Box::leak(Box::new(Layer { real, shared }));
        let vfs = Box::leak(Box::new(sqlite3_vfs {
            iVersion: 2,
            szOsFile: own + size,
            mxPathname: path,
            pNext: ptr::null_mut(),
            zName: c_name.into_raw(),
            pAppData: ptr::from_mut(layer).cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: Some(current_time_int64),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: the layer and its name are leaked, so that they outlive all use.
        let code = unsafe { ffi::sqlite3_vfs_register(vfs, 0) };
        if code != ffi::SQLITE_OK {
            return Err(Fault::new(format!("SQLite refuses the file layer: code {code}")));
        }
        Ok(Self { vfs, name })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        // SAFETY: it was registered, and is leaked: files that are still open go on using it.
        unsafe { ffi::sqlite3_vfs_unregister(self.vfs) };
    }
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 3,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: Some(fetch),
    xUnfetch: Some(unfetch),
};

/// The layer of ours behind a pointer that SQLite hands back.
///
/// # Safety
///
/// `vfs` is one that [`Registered::new`] made.
unsafe fn layer<'a>(vfs: *mut sqlite3_vfs) -> &'a Layer {
    // SAFETY: the caller's promise; the layer is leaked.
    unsafe { &*(*vfs).pAppData.cast::<Layer>() }
}

/// The file of the system's layer behind one of ours.
///
/// # Safety
///
/// `file` has `szOsFile` bytes of our layer.
unsafe fn behind(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: the caller's promise. The size of ours is a multiple of its alignment, which is a pointer's.
    unsafe { file.cast::<u8>().add(size_of::<ShimFile>()).cast() }
}

/// Asks the disk what becomes of a call on a file.
///
/// # Safety
///
/// `file` was opened by [`open`].
unsafe fn judge(file: *mut sqlite3_file, call: Call) -> Verdict {
    // SAFETY: the caller's promise; a name that is there lives until the file is closed.
    unsafe {
        let shim = &*file.cast::<ShimFile>();
        if shim.name.is_null() { Verdict::Go } else { (*shim.layer).shared.judge(call) }
    }
}

/// Tells the disk what has happened to a file.
///
/// # Safety
///
/// `file` was opened by [`open`].
unsafe fn note(file: *mut sqlite3_file, happened: impl FnOnce(Arc<str>) -> Happened) {
    // SAFETY: the caller's promise; a name that is there lives until the file is closed.
    unsafe {
        let shim = &*file.cast::<ShimFile>();
        if !shim.name.is_null() {
            (*shim.layer).shared.note(|| happened((*shim.name).clone()));
        }
    }
}

/// The last part of a path.
///
/// # Safety
///
/// `path` is a text that ends with a zero.
unsafe fn last_part(path: *const c_char) -> Arc<str> {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(path) }.to_string_lossy();
    text.rsplit('/').next().unwrap_or_default().into()
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    const KEPT: c_int = ffi::SQLITE_OPEN_MAIN_DB | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL;
    // SAFETY: SQLite's promises. The name goes on as the same pointer, because the system's layer looks behind its end. No
    // methods are set unless the file is open, so that SQLite does not close what is not.
    unsafe {
        let layer = layer(vfs);
        (*file).pMethods = ptr::null();
        let code = match (*layer.real).xOpen {
            Some(open) => open(layer.real, name, behind(file), flags, out),
            None => ffi::SQLITE_CANTOPEN,
        };
        if code == ffi::SQLITE_OK {
            let kept = flags & KEPT != 0 && !name.is_null();
            let name = if kept { Box::into_raw(Box::new(last_part(name))) } else { ptr::null_mut() };
            let base = sqlite3_file { pMethods: &raw const METHODS };
            file.cast::<ShimFile>().write(ShimFile { base, layer, name });
        }
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, synced: c_int) -> c_int {
    // SAFETY: SQLite's promises.
    unsafe {
        let layer = layer(vfs);
        match layer.shared.judge(Call::Delete) {
            Verdict::Go => {}
            Verdict::Fail(code) | Verdict::Half(code) => return code,
            Verdict::Pretend => return ffi::SQLITE_OK,
        }
        let code = (*layer.real).xDelete.map_or(ffi::SQLITE_IOERR, |delete| delete(layer.real, name, synced));
        if code == ffi::SQLITE_OK {
            layer.shared.note(|| Happened::Delete { file: last_part(name), synced: synced != 0 });
        }
        code
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite's promises; a file is closed once, so that its name is freed once.
    unsafe {
        let shim = &mut *file.cast::<ShimFile>();
        if !shim.name.is_null() {
            drop(Box::from_raw(shim.name));
            shim.name = ptr::null_mut();
        }
        let real = behind(file);
        if (*real).pMethods.is_null() {
            return ffi::SQLITE_OK;
        }
        (*(*real).pMethods).xClose.map_or(ffi::SQLITE_OK, |close| close(real))
    }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    to: *mut c_void,
    count: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite's promises.
    unsafe {
        match judge(file, Call::Read) {
            Verdict::Go | Verdict::Pretend => {}
            Verdict::Fail(code) | Verdict::Half(code) => return code,
        }
        let real = behind(file);
        (*(*real).pMethods).xRead.map_or(ffi::SQLITE_IOERR, |read| read(real, to, count, at))
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite's promises: there are `count` bytes to read at `from`.
    unsafe {
        let (count, said) = match judge(file, Call::Write) {
            Verdict::Go => (count, ffi::SQLITE_OK),
            Verdict::Fail(code) => return code,
            Verdict::Half(code) => (count / 2, code),
            Verdict::Pretend => return ffi::SQLITE_OK,
        };
        let real = behind(file);
        let code = (*(*real).pMethods).xWrite.map_or(ffi::SQLITE_IOERR, |write| write(real, from, count, at));
        if code != ffi::SQLITE_OK {
            return code;
        }
        note(file, |file| {
            let bytes = std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(count).unwrap_or(0));
            Happened::Write { file, at: at.unsigned_abs(), bytes: bytes.to_vec() }
        });
        said
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: SQLite's promises.
    unsafe {
        match judge(file, Call::Truncate) {
            Verdict::Go => {}
            Verdict::Fail(code) | Verdict::Half(code) => return code,
            Verdict::Pretend => return ffi::SQLITE_OK,
        }
        let real = behind(file);
        let code = (*(*real).pMethods).xTruncate.map_or(ffi::SQLITE_IOERR, |cut| cut(real, size));
        if code == ffi::SQLITE_OK {
            note(file, |file| Happened::Truncate { file, size: size.unsigned_abs() });
        }
        code
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: SQLite's promises.
    unsafe {
        match judge(file, Call::Sync) {
            Verdict::Go => {}
            Verdict::Fail(code) | Verdict::Half(code) => return code,
            Verdict::Pretend => return ffi::SQLITE_OK,
        }
        let real = behind(file);
        let code = (*(*real).pMethods).xSync.map_or(ffi::SQLITE_IOERR, |sync| sync(real, flags));
        if code == ffi::SQLITE_OK {
            note(file, |file| Happened::Sync { file });
        }
        code
    }
}

/// Methods of a file that go on as they are.
macro_rules! files_go_on {
    ($($name:ident: $method:ident($($argument:ident: $type:ty),*) else $absent:expr;)*) => {$(
        unsafe extern "C" fn $name(file: *mut sqlite3_file, $($argument: $type),*) -> c_int {
            // SAFETY: SQLite's promises, handed on as they are.
            unsafe {
                let real = behind(file);
                (*(*real).pMethods).$method.map_or($absent, |method| method(real, $($argument),*))
            }
        }
    )*};
}

files_go_on! {
    file_size: xFileSize(size: *mut sqlite3_int64) else ffi::SQLITE_IOERR;
    lock: xLock(level: c_int) else ffi::SQLITE_IOERR;
    unlock: xUnlock(level: c_int) else ffi::SQLITE_IOERR;
    check_reserved_lock: xCheckReservedLock(held: *mut c_int) else ffi::SQLITE_IOERR;
    file_control: xFileControl(operation: c_int, argument: *mut c_void) else ffi::SQLITE_NOTFOUND;
    sector_size: xSectorSize() else 512;
    device_characteristics: xDeviceCharacteristics() else 0;
    shm_map: xShmMap(page: c_int, size: c_int, extend: c_int, to: *mut *mut c_void) else ffi::SQLITE_IOERR;
    shm_lock: xShmLock(offset: c_int, count: c_int, flags: c_int) else ffi::SQLITE_IOERR;
    shm_unmap: xShmUnmap(delete: c_int) else ffi::SQLITE_IOERR;
    fetch: xFetch(at: sqlite3_int64, count: c_int, to: *mut *mut c_void) else ffi::SQLITE_IOERR;
    unfetch: xUnfetch(at: sqlite3_int64, mapped: *mut c_void) else ffi::SQLITE_IOERR;
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: SQLite's promises, handed on as they are.
    unsafe {
        let real = behind(file);
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

/// Methods of a layer that go on as they are.
macro_rules! layers_go_on {
    ($($name:ident: $method:ident($($argument:ident: $type:ty),*) else $absent:expr;)*) => {$(
        unsafe extern "C" fn $name(vfs: *mut sqlite3_vfs, $($argument: $type),*) -> c_int {
            // SAFETY: SQLite's promises, handed on as they are.
            unsafe {
                let real = layer(vfs).real;
                (*real).$method.map_or($absent, |method| method(real, $($argument),*))
            }
        }
    )*};
}

layers_go_on! {
    access: xAccess(name: *const c_char, flags: c_int, answer: *mut c_int) else ffi::SQLITE_IOERR;
    full_pathname: xFullPathname(name: *const c_char, size: c_int, to: *mut c_char) else ffi::SQLITE_IOERR;
    randomness: xRandomness(count: c_int, to: *mut c_char) else 0;
    sleep: xSleep(micros: c_int) else 0;
    current_time: xCurrentTime(to: *mut f64) else ffi::SQLITE_IOERR;
    last_error: xGetLastError(size: c_int, to: *mut c_char) else 0;
    current_time_int64: xCurrentTimeInt64(to: *mut sqlite3_int64) else ffi::SQLITE_IOERR;
}
