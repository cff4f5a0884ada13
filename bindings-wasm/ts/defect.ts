// When a module ends in the middle of a call. It has no words for a defect: WebAssembly stops where it stands, and what is in the
// module's memory then is no more known. So nothing of that module is called again, whichever book it was that met the defect.

import { RealDealError } from "./error.js";

/** What each module that met a defect has said since. */
const met = new WeakMap<object, (cause?: unknown) => RealDealError>();

/** Calls something of a module's, which answers by what it gives: what it throws is a defect. */
export function within<T>(module: object, name: string, call: () => T): T {
  needWhole(module);
  try {
    return call();
  } catch (trap) {
    throw defect(module, name, trap);
  }
}

/** Says so if a module met a defect before. */
export function needWhole(module: object): void {
  const again = met.get(module);
  if (again) throw again();
}

/** Whether nothing of a module may be called any more. */
export function isBroken(module: object): boolean {
  return met.has(module);
}

/** Notes that a module can't go on, and gives what is thrown. */
export function defect(module: object, name: string, trap: unknown): RealDealError {
  const reason = String(trap);
  // The numbers of the functions and the places in them: with the same build, they say where it was.
  const stack = trap instanceof Error ? (trap.stack ?? "").split("\n").filter((line) => line.includes("wasm")).map((line) => line.trim()) : [];
  const messages = {
    en: `the engine met a defect in ${name} and can't go on (${reason}): open the book in a fresh worker or page, and please report it`,
    fr: `le moteur a rencontré un défaut dans ${name} et ne peut continuer (${reason}) : ouvrez le livre dans un nouveau worker ou une nouvelle page, et signalez-le`,
  };
  const figures = { method: name, reason, stack };
  const say = (cause?: unknown) => {
    const error = new RealDealError({ code: "defect", kind: "storage", httpStatus: 500, retryable: false, messages, figures });
    if (cause !== undefined) error.cause = cause;
    return error;
  };
  met.set(module, say);
  return say(trap);
}
