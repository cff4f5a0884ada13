//! Books in files of the browser: SQLite over the private file system of the origin (OPFS), in a worker.
//!
//! The files of a book lie in a folder of their own, and whoever has taken it is the only one who reads or writes them, until
//! the worker ends. The code that keeps books, and the form of the file, are those of `realdeal-sqlite` on every system. Not here: who may
//! take a folder (JavaScript elects one tab by a lock), and what is asked of a book (`door`).

#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public, from whichever module")]

use realdeal::Book;
use realdeal_calls::Failure;
use realdeal_sqlite::{Log, Options, SqliteStorage};
use rsqlite_vfs::VfsFilesManager;
use rsqlite_vfs::transfer::DbTransfer;
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::door::Door;
use crate::given::Given;
use crate::js::to_js;
use crate::wasm::{Engine, JsHost};

/// The file layer's name in SQLite.
const LAYER: &str = "realdeal-opfs";
/// The book's file in its folder.
const FILE: &str = "book.db";

/// A folder with the files of one book.
#[wasm_bindgen]
pub struct Folder {
    pool: OpfsSAHPoolUtil,
}

#[wasm_bindgen]
impl Folder {
    /// Takes a folder, and makes it if there is none. A worker takes one in its life.
    pub async fn take(path: String) -> Result<Folder, String> {
        let layer = OpfsSAHPoolCfgBuilder::new().vfs_name(LAYER).directory(&path).build();
        let pool = install::<WasmOsCallback>(&layer, false).await.map_err(|why| why.to_string())?;
        Ok(Self { pool })
    }

    /// Opens the book in it, or an empty one. Else: why not, as any refusal.
    pub fn open(&self, host: JsHost) -> Result<Engine, String> {
        let options = Options { vfs: Some(LAYER.to_owned()), log: Log::Rollback, ..Options::default() };
        match SqliteStorage::open_with(FILE, options) {
            Ok(storage) => Ok(Engine { door: Door::new(Book::with_host(storage, host)) }),
            Err(why) => {
                let why = Failure::Refused(why.into()).form::<Given>();
                Err(to_js(&why).unwrap_or_default().to_string())
            },
        }
    }

    /// The bytes of the file, once its book is closed.
    pub fn read(&self) -> Result<Vec<u8>, String> {
        self.pool.export_db(FILE).map_err(|why| why.to_string())
    }

    /// Writes a file that was made elsewhere, where there is none yet.
    pub fn write(&self, bytes: &[u8]) -> Result<(), String> {
        self.pool.import_db(FILE, bytes).map_err(|why| why.to_string())
    }

    /// Whether there is a file.
    #[wasm_bindgen(js_name = hasFile)]
    pub fn has_file(&self) -> Result<bool, String> {
        self.pool.contains(FILE).map_err(|why| why.to_string())
    }

    /// Throws the file away, once its book is closed.
    pub fn remove(&self) -> Result<bool, String> {
        self.pool.remove(FILE).map_err(|why| why.to_string())
    }

    /// Lets go of the folder, once its book is closed.
    pub fn release(self) -> Result<(), String> {
        self.pool.pause().map_err(|why| why.to_string())
    }
}
