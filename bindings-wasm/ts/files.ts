// Files of books in the browser: what they are called, where they lie, and whose they are. A name is a folder in the private file
// system of the origin (OPFS), and a lock of the same name (Web Locks) says that somebody has it open.

import { type RealDealError, refused } from "./error.js";
import { Line, type WorkerLike } from "./line.js";

/** Where all of them lie. */
const ROOT = "realdeal";
/** How often a file is tried that a worker has held which was just ended, and after how many milliseconds again. */
const TRIES = 50;
const PAUSE = 100;

/** Files of books in this browser, each for this origin alone. None may be open while it is read, written or removed. */
export interface Files {
  /** The names of all. */
  list(): Promise<string[]>;
  /** The bytes of a file, as any system with SQLite has it: to be saved, or opened natively. */
  read(name: string): Promise<Uint8Array>;
  /** Makes a file of the bytes of one that was made elsewhere, and closed there; where there is none of this name. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Throws a file away. Whether there was one. */
  remove(name: string): Promise<boolean>;
}

/** The files, given what starts a worker of the full build. */
export function filesBy(start: () => WorkerLike): Files {
  return {
    async list() {
      const names: string[] = [];
      const all = await folder(await fileSystem(), ROOT);
      if (all) for await (const name of all.keys()) names.push(name);
      return names.sort();
    },
    read: async (name) => (await once(start, { read: checked(name) })) as Uint8Array,
    write: async (name, bytes) => void (await once(start, { write: checked(name), bytes })),
    remove: async (name) => alone(checked(name), () => removeFolder(name)),
  };
}

/** Where the files of a book lie. */
export function folderOf(name: string): string {
  return `${ROOT}/${name}`;
}

/** Whose a file is, as a lock. */
export function lockOf(name: string): string {
  return `realdeal/${name}`;
}

/** A name that can be that of a folder. */
export function checked(name: string): string {
  needFileSystem();
  const readable = typeof name === "string" && name.length <= 100 && /^[^/\\\p{Cc}]+$/u.test(name) && !/^\.\.?$/.test(name);
  if (readable) return name;
  const why = `${JSON.stringify(name)} can't be the name of a file: 1 to 100 characters, no slash`;
  throw refused("malformed", "invalid", 400, { en: why, fr: `${JSON.stringify(name)} n'est pas un nom de fichier : 1 à 100 caractères, sans barre` });
}

/** Says at once where files can't be kept. */
export function needFileSystem(): void {
  const place: { navigator?: Partial<Navigator> } = globalThis;
  if (!place.navigator?.storage?.getDirectory || !place.navigator.locks) throw noFileSystem();
}

/** The private file system. A private window may be asked for it like any other, and have none. */
export async function fileSystem(): Promise<FileSystemDirectoryHandle> {
  needFileSystem();
  try {
    return await navigator.storage.getDirectory();
  } catch (error) {
    throw error instanceof DOMException ? noFileSystem() : error;
  }
}

/** Does something with a file that nobody has open. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(lockOf(name), { ifAvailable: true }, (lock) => {
    if (!lock) throw inUse(name);
    return work();
  });
}

/** Tries again for a while where the files are still held: a worker that was ended gives them back some moments after its lock. */
export async function onceFree<T>(name: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (error.name === "SecurityError") throw noFileSystem();
      if (error.name !== "NoModificationAllowedError") throw error;
      if (tries === TRIES) throw inUse(name);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** Whether there is a file of this name. */
export async function exists(name: string): Promise<boolean> {
  const all = await folder(await fileSystem(), ROOT);
  return all !== undefined && (await folder(all, name)) !== undefined;
}

export async function removeFolder(name: string): Promise<boolean> {
  const all = await folder(await fileSystem(), ROOT);
  if (!all || !(await folder(all, name))) return false;
  await onceFree(name, () => all.removeEntry(name, { recursive: true }));
  return true;
}

async function folder(above: FileSystemDirectoryHandle, name: string): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await above.getDirectoryHandle(name);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError") return undefined;
    throw error;
  }
}

/** Asks a worker of its own one thing. */
async function once(start: () => WorkerLike, what: Record<string, unknown>): Promise<unknown> {
  const line = new Line(start());
  try {
    return await line.send(what);
  } finally {
    line.end();
  }
}

export function noFileSystem(): RealDealError {
  return refused("no_file_system", "invalid", 400, {
    en: "books can't be kept in a file here: that takes the full build, a browser with a private file system (OPFS), a secure context, and no private window",
    fr: "aucun livre ne peut être tenu dans un fichier ici : il faut la version complète, un navigateur avec un système de fichiers privé (OPFS), un contexte sécurisé et pas de fenêtre privée",
  });
}

export function noSuchFile(name: string): RealDealError {
  return refused("no_such_file", "notFound", 404, { en: `there is no file ${name}`, fr: `il n'y a pas de fichier ${name}` }, { name });
}

export function fileExists(name: string): RealDealError {
  return refused("file_exists", "conflict", 409, { en: `there is a file ${name} already`, fr: `il y a déjà un fichier ${name}` }, { name });
}

/** For a guest who can't speak with the owner. */
export function otherVersion(name: string, here: string, there: string): RealDealError {
  const messages = {
    en: `the file ${name} is open in a tab that has version ${there} of realdeal, and this one has ${here}: load the same in all tabs`,
    fr: `le fichier ${name} est ouvert dans un onglet qui a la version ${there} de realdeal, et celui-ci a ${here} : chargez la même dans tous`,
  };
  return refused("other_version", "storage", 503, messages, { name, here, there });
}

function inUse(name: string): RealDealError {
  const messages = { en: `the file ${name} is open in another tab or worker`, fr: `le fichier ${name} est ouvert dans un autre onglet ou worker` };
  return refused("book_in_use", "storage", 503, messages, { name });
}
