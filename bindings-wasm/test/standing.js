// A file layer that can be stopped at a known place, and one that breaks its promise. Read before the package's worker (`standing-worker.js`),
// it stands between the engine and the browser's files:
//
// - told `standAt: n`, the worker stands still before its nth write into the book's file from then on, until it is killed. It says so first,
//   and whether the unit of work that it was in was half written. `standAt: 0` only counts, and `count` tells how many there were.
// - `?forgets=writing` keeps nothing of what is written into a journal, `?forgets=reading` takes every journal for an empty one: what a
//   package would do that does not roll back. No test is worth its name that does not see these two.
// - `?forgets=everything` has no files, and says so as Safari's private windows do.

const forgets = new URLSearchParams(location.search).get("forgets");
if (forgets === "everything") {
  StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("transient", "UnknownError"));
}
/** Where the bytes of a file begin: before them stands what it is called. */
const CONTENT = 4096;
const { read, write } = FileSystemSyncAccessHandle.prototype;
/** What each file is called, as it was last read or written there. */
const names = new WeakMap();
const isJournal = (handle) => names.get(handle) === "book.db-journal";
let [standing, count, half] = [Infinity, 0, 0];

function note(handle, bytes) {
  const text = new TextDecoder().decode(bytes.subarray(0, 512));
  names.set(handle, text.slice(0, text.indexOf("\0")));
  // A journal that was let go of ends its unit of work.
  half = 0;
}

FileSystemSyncAccessHandle.prototype.read = function (bytes, options) {
  const length = read.call(this, bytes, options);
  if (options.at === 0) note(this, bytes);
  else if (forgets === "reading" && isJournal(this)) bytes.fill(0);
  return length;
};

FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
  if (options.at === 0) note(this, bytes);
  else if (isJournal(this)) {
    if (forgets === "writing") return bytes.length;
  } else {
    count += 1;
    if (count === standing) {
      postMessage({ stands: true, half: half > 0 });
      for (;;);
    }
    half += 1;
  }
  return write.call(this, bytes, options);
};

addEventListener("message", (event) => {
  if ("standAt" in event.data) [standing, count] = [event.data.standAt || Infinity, 0];
  else if ("count" in event.data) postMessage({ counted: count });
  else return;
  event.stopImmediatePropagation();
});
