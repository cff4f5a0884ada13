// What is thrown, and what a quote says of slips that would be refused: the engine's code, kind, figures and messages.

import type { ExchangeCode, Figures, RejectionKind, StorageCode } from "./engine.js";

/** The code of a rejection. It never changes its meaning. */
export type RejectionCode = keyof Figures;

/**
 * Every code that a call can be refused with: the engine's, and the border's own.
 *
 * - `malformed`: an argument is missing, unknown or of another type.
 * - `book_in_use`: another tab or worker holds the file.
 * - `defect`: the engine itself is at fault and can't go on: nothing that this module held can be asked any more. A file is whole, and is opened
 *   by a fresh worker; what was asked last may have happened or not. The figures name the method, and the places in the module.
 * - `file_exists`: there is a file of this name already.
 * - `no_file_system`: this place has no private file system of the origin (OPFS), or lies in no secure context or in a private window, or
 *   the build has no SQLite.
 * - `no_such_file`: there is no file of this name.
 * - `other_version`: a tab with another version of the package has the file open; the figures name both, `here` and `there`.
 * - `worker_ended`: the worker that held the book is gone; what was asked last may have happened or not.
 */
export type Code =
  | RejectionCode
  | StorageCode
  | ExchangeCode
  | "malformed"
  | "book_in_use"
  | "defect"
  | "file_exists"
  | "no_file_system"
  | "no_such_file"
  | "other_version"
  | "worker_ended";

/** The family of a refusal; `storage` where the books can't be reached. */
export type Kind = RejectionKind | "storage";

/** Why something is refused, as data. */
export interface Refusal<C extends Code = Code> {
  /** The stable code, to match on. */
  code: C;
  /** The family that it belongs to. */
  kind: Kind;
  /** The status code that a host would answer over HTTP. */
  httpStatus: number;
  /** Whether the same request may be met later, without anybody changing it. */
  retryable: boolean;
  /** Of books that can't be reached: that nothing was applied. Missing where nobody knows; then ask again with the same ids. */
  applied?: false;
  /** What it says to people. */
  messages: { en: string; fr: string };
  /** The figures that the message names. */
  figures: C extends RejectionCode ? Figures[C] : Record<string, unknown>;
}

/** Thrown by every method that the engine refuses. Nothing has changed then. */
export class RealDealError extends Error implements Refusal {
  override readonly name = "RealDealError";
  readonly code: Code;
  readonly kind: Kind;
  readonly httpStatus: number;
  readonly retryable: boolean;
  readonly applied?: false;
  readonly messages: { en: string; fr: string };
  readonly figures: Record<string, unknown>;

  constructor(refusal: Refusal) {
    super(refusal.messages.en);
    this.code = refusal.code;
    this.kind = refusal.kind;
    this.httpStatus = refusal.httpStatus;
    this.retryable = refusal.retryable;
    if (refusal.applied === false) this.applied = false;
    this.messages = refusal.messages;
    this.figures = refusal.figures as Record<string, unknown>;
  }

  /** Whether it is this refusal; its figures then have their types. */
  is<C extends RejectionCode>(code: C): this is RealDealError & { code: C; figures: Figures[C] } {
    return (this.code as string) === code;
  }
}

/** A refusal of the border's own. */
export function refused(
  code: Exclude<Code, RejectionCode | StorageCode | ExchangeCode>,
  kind: Kind,
  httpStatus: number,
  messages: { en: string; fr: string },
  figures: Record<string, unknown> = {},
): RealDealError {
  // The border's own that are of kind `storage` may come to be met without anybody changing what was asked.
  return new RealDealError({ code, kind, httpStatus, retryable: kind === "storage", messages, figures });
}
