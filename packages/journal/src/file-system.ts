/**
 * One open file. Every call rejects with a Node-style error (`code` such as `ENOSPC`, `EIO`).
 *
 * All positions are absolute, so one file may be read and written at the same time.
 */
export interface JournalFile {
  /** Reads up to `lengthBytes` from `positionBytes`; shorter (or empty) at the end of the file. */
  read(positionBytes: number, lengthBytes: number): Promise<Buffer>;
  /** Writes all of `data` at `positionBytes`; after an error part of it may have been written. */
  write(positionBytes: number, data: Uint8Array): Promise<void>;
  /** Makes written data and the size durable (`fdatasync`). After an error nothing is known. */
  datasync(): Promise<void>;
  /** Sets the size of the file. */
  truncate(sizeBytes: number): Promise<void>;
  /** Size of the file in bytes. */
  size(): Promise<number>;
  /** Closes the file without making anything durable. */
  close(): Promise<void>;
}

/**
 * How a file is opened: `read` (must exist), `update` (must exist, read and write), `create` (read
 * and write, must not exist: `EEXIST`).
 */
export type OpenMode = 'read' | 'update' | 'create';

/** What the journal needs of a disk. Implemented by `nodeFileSystem` and by the simulated disk. */
export interface JournalFileSystem {
  open(path: string, mode: OpenMode): Promise<JournalFile>;
  /** Renames, replacing what is there. Durable only after `syncDirectory`. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is open stays readable through its handle. */
  unlink(path: string): Promise<void>;
  /** Names of the files in a directory, in any order; rejects with `ENOENT` if there is none. */
  readDirectory(path: string): Promise<string[]>;
  /** Makes the directory and its parents; no error if it is there. */
  makeDirectory(path: string): Promise<void>;
  /** Makes creations, renames and removals in the directory durable. */
  syncDirectory(path: string): Promise<void>;
  /**
   * Takes the lock file at `path` for this process and returns the function that releases it.
   *
   * The lock of a process that is no longer alive is taken over; that of a living one rejects with
   * `JournalLockedError`.
   */
  lock(path: string): Promise<() => Promise<void>>;
}
