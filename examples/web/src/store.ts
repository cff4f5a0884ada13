// Keeping the books between visits where the browser has no files for them: the engine writes them out as lines of JSON, and
// IndexedDB keeps the text.
//
// One tab holds the books, by a lock that the browser ends with the tab, if it has locks.

import type { Export } from "realdeal/full";

const NAME = "realdeal-example";

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("books");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function within<T>(mode: IDBTransactionMode, work: (books: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const open = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = open.transaction("books", mode);
      const request = work(transaction.objectStore("books"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    open.close();
  }
}

export const load = (): Promise<Export | undefined> => within("readonly", (books) => books.get("book"));
export const keep = (book: Export): Promise<unknown> => within("readwrite", (books) => books.put(book, "book"));
export const forget = (): Promise<unknown> => within("readwrite", (books) => books.clear());

/** Whether this tab holds the books; if so, it does until it is closed. */
export function take(): Promise<boolean> {
  const { locks }: Partial<Navigator> = navigator;
  return new Promise((resolve) => {
    if (!locks) return resolve(true);
    void locks.request(NAME, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => undefined) : undefined;
    });
  });
}

/** Waits until the tab that holds the books is closed. */
export function waitForOthers(): Promise<void> {
  return navigator.locks.request(NAME, () => undefined);
}
