//! Books in files of the browser: SQLite over the private file system of the origin (OPFS), in a worker.
//!
//! The files of a book lie in a folder of their own, and whoever has taken it is the only one who reads or writes them, until
//! it is released or the worker ends. The code that keeps books, and the form of the file, are those of `realdeal-sqlite` on every
//! system. Not here: who may take a folder (`ts/share.ts` elects one worker by a lock), and what is asked of a book (`door`).

#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public, from whichever module")]

use realdeal::{Book, StorageError};
use realdeal_calls::Failure;
use realdeal_sqlite::{Log, Options, SqliteStorage};
use rsqlite_vfs::VfsFilesManager;
use rsqlite_vfs::transfer::{DbTransfer, TransferError};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::door::Door;
use crate::given::Given;
use crate::js::to_js;
use crate::wasm::{Engine, JsHost};

/// The file layer's name in SQLite.
const LAYER: &str = "realdeal-opfs";
/// The book's file in its folder.
const FILE: &str = "book.db";
/// Files that a folder has room for: the book, its journal, and one to spare.
const ROOM: usize = 3;

/// A folder with the files of one book.
#[wasm_bindgen]
pub struct Folder {
    pool: OpfsSAHPoolUtil,
}

#[wasm_bindgen]
impl Folder {
    /// Takes a folder, and makes it if there is none. A worker takes one in its life.
    pub async fn take(path: String) -> Result<Folder, JsValue> {
        let layer =
            OpfsSAHPoolCfgBuilder::new().vfs_name(LAYER).directory(&path).initial_capacity(ROOM).build();
        let pool = install::<WasmOsCallback>(&layer, false).await.map_err(told)?;
        Ok(Self { pool })
    }

    /// Opens the book in it, or an empty one.
    pub fn open(&self, host: JsHost) -> Result<Engine, JsValue> {
        let options = Options { vfs: Some(LAYER.to_owned()), log: Log::Rollback, ..Options::default() };
        match SqliteStorage::open_with(FILE, options) {
            Ok(storage) => Ok(Engine { door: Door::new(Book::with_host(storage, host)) }),
            Err(why) => Err(refusal(&why.into())),
        }
    }

    /// Whether there is a file.
    #[wasm_bindgen(js_name = hasFile)]
    pub fn has_file(&self) -> Result<bool, JsValue> {
        self.pool.contains(FILE).map_err(told)
    }

    /// The bytes of the file, once its book is closed.
    pub fn read(&self) -> Result<Vec<u8>, JsValue> {
        self.pool.export_db(FILE).map_err(told)
    }

    /// Writes a file that was made elsewhere, where there is none yet. Whoever is ended meanwhile leaves none behind.
    pub fn write(&self, bytes: &[u8]) -> Result<(), JsValue> {
        self.pool.import_db(FILE, bytes).map_err(told)
    }

    /// Throws the file away, once its book is closed.
    pub fn remove(&self) -> Result<bool, JsValue> {
        self.pool.remove(FILE).map_err(told)
    }

    /// Lets go of the folder, once its book is closed.
    pub fn release(self) -> Result<(), JsValue> {
        self.pool.pause().map_err(told)
    }
}

/// Why not, as JavaScript hears it: the browser's own exception, which says by its name what is the matter, or a refusal as text.
fn told(why: OpfsSAHError) -> JsValue {
    match why {
        OpfsSAHError::Opfs { value, .. } => value,
        OpfsSAHError::Transfer(TransferError::ImportDb(why)) => refusal(&Failure::malformed(&why)),
        other => refusal(&StorageError::refused(other.to_string()).into()),
    }
}

fn refusal(why: &Failure) -> JsValue {
    to_js(&why.form::<Given>()).to_string().into()
}
