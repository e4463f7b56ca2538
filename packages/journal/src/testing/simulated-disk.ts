import path from 'node:path';

import { JournalLockedError } from '../errors.ts';
import type { JournalFile, JournalFileSystem, OpenMode } from '../file-system.ts';
import { createRandom, type Random } from './random.ts';
import { SimulatedInode } from './simulated-inode.ts';

/** The machine died in the middle of an operation; every later one fails as well. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

type Change =
  | { readonly kind: 'link'; readonly name: string; readonly inode: SimulatedInode }
  | { readonly kind: 'unlink'; readonly name: string }
  | {
      readonly kind: 'rename';
      readonly from: string;
      readonly to: string;
      readonly inode: SimulatedInode;
    };

interface Directory {
  durable: Map<string, SimulatedInode>;
  cached: Map<string, SimulatedInode>;
  dirty: Change[];
}

/**
 * A disk that behaves at its worst within the rules: what was not synced is lost, torn at sectors or
 * written in any subset; names are lost until their directory is synced; it fills up; syncs fail
 * once and then pretend all is well. The same seed gives the same faults.
 */
export class SimulatedDisk implements JournalFileSystem {
  readonly #random: Random;
  readonly #directories = new Map<string, Directory>();
  readonly #locks = new Set<string>();
  /** Handles of an earlier life are dead. */
  #life = 0;
  #operationCount = 0;
  #crashAt = Number.POSITIVE_INFINITY;
  #syncsUntilFailure = Number.POSITIVE_INFINITY;
  #hasCrashed = false;
  #capacityBytes = Number.POSITIVE_INFINITY;

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  /** Operations so far. */
  get operationCount(): number {
    return this.#operationCount;
  }

  get hasCrashed(): boolean {
    return this.#hasCrashed;
  }

  /** Bytes of all files. */
  get usedBytes(): number {
    let used = 0;
    for (const { cached } of this.#directories.values()) {
      for (const inode of cached.values()) used += inode.size;
    }
    return used;
  }

  /** The machine dies in the middle of the operation that comes after `count` more. */
  crashAfter(count: number): void {
    this.#crashAt = this.#operationCount + count;
  }

  /** The sync after `count` more fails with `EIO`. */
  failSyncAfter(count: number): void {
    this.#syncsUntilFailure = count;
  }

  /** Writes beyond this are cut short and fail with `ENOSPC`. */
  setCapacity(bytes: number): void {
    this.#capacityBytes = bytes;
  }

  /** The process dies, the machine does not: the page cache stays as it is. */
  killProcess(): void {
    this.#life += 1;
    this.#locks.clear();
    this.#hasCrashed = false;
    this.#crashAt = Number.POSITIVE_INFINITY;
    this.#syncsUntilFailure = Number.POSITIVE_INFINITY;
  }

  /** The machine dies and starts again: what was not synced is gone, or partly there. */
  losePower(): void {
    this.killProcess();
    const inodes = new Set<SimulatedInode>();
    for (const directory of this.#directories.values()) {
      for (const inode of [...directory.durable.values(), ...directory.cached.values()]) {
        inodes.add(inode);
      }
    }
    const stale = [...inodes][this.#random.integer(0, Math.max(0, inodes.size - 1))];
    const staleBytes = Buffer.from(stale?.cached ?? Buffer.alloc(0));
    for (const inode of inodes) inode.losePower(this.#random, staleBytes);
    for (const directory of this.#directories.values()) {
      for (const change of directory.dirty) {
        if (this.#random.chance(0.5)) applyChange(directory.durable, change);
      }
      directory.dirty = [];
      directory.cached = new Map(directory.durable);
    }
  }

  /** The disk that holds a directory is replaced by an empty one. */
  wipe(directory: string): void {
    this.#directories.delete(directory);
  }

  /** Names of the files of a directory, now. */
  names(directory: string): string[] {
    return [...(this.#directories.get(directory)?.cached.keys() ?? [])].sort();
  }

  /** Content of a file as a reader sees it. */
  content(filePath: string): Buffer {
    return Buffer.from(this.#inode(filePath).cached);
  }

  /** Flips a bit of a file behind the journal's back. */
  flip(filePath: string, offset: number, mask = 1): void {
    this.#inode(filePath).flip(offset, mask);
  }

  /** Puts a file there, durable, or takes it away (undefined), behind the journal's back. */
  tamper(filePath: string, content: Uint8Array | undefined): void {
    const directory = this.#directory(path.dirname(filePath));
    const name = path.basename(filePath);
    if (content === undefined) {
      directory.durable.delete(name);
      directory.cached.delete(name);
      return;
    }
    const inode = new SimulatedInode();
    inode.write(0, content);
    inode.sync(inode.dirtyCount);
    directory.durable.set(name, inode);
    directory.cached.set(name, inode);
  }

  async open(filePath: string, mode: OpenMode): Promise<JournalFile> {
    await this.#operation();
    const directory = this.#directory(path.dirname(filePath));
    const name = path.basename(filePath);
    const existing = directory.cached.get(name);
    if (mode !== 'create') {
      if (existing === undefined) throw failure('ENOENT', filePath);
      return this.#handle(existing);
    }
    if (existing !== undefined) throw failure('EEXIST', filePath);
    const inode = new SimulatedInode();
    this.#change(directory, { kind: 'link', name, inode });
    return this.#handle(inode);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#operation();
    const directory = this.#directory(path.dirname(from));
    if (path.dirname(to) !== path.dirname(from)) throw failure('EXDEV', to);
    const inode = directory.cached.get(path.basename(from));
    if (inode === undefined) throw failure('ENOENT', from);
    this.#change(directory, {
      kind: 'rename',
      inode,
      from: path.basename(from),
      to: path.basename(to),
    });
  }

  async unlink(filePath: string): Promise<void> {
    await this.#operation();
    const directory = this.#directory(path.dirname(filePath));
    const name = path.basename(filePath);
    if (!directory.cached.has(name)) throw failure('ENOENT', filePath);
    this.#change(directory, { kind: 'unlink', name });
  }

  async readDirectory(directoryPath: string): Promise<string[]> {
    await this.#operation();
    return [...this.#directory(directoryPath).cached.keys()];
  }

  async makeDirectory(directoryPath: string): Promise<void> {
    await this.#operation();
    if (this.#directories.has(directoryPath)) return;
    this.#directories.set(directoryPath, { durable: new Map(), cached: new Map(), dirty: [] });
  }

  async syncDirectory(directoryPath: string): Promise<void> {
    const directory = this.#directory(directoryPath);
    const count = directory.dirty.length;
    await this.#operation();
    const changes = directory.dirty.splice(0, count);
    if (this.#takeSyncFailure()) throw failure('EIO', directoryPath);
    for (const change of changes) applyChange(directory.durable, change);
  }

  async lock(lockPath: string): Promise<() => Promise<void>> {
    if (this.#locks.has(lockPath)) throw new JournalLockedError(`${lockPath} is held.`);
    this.#locks.add(lockPath);
    return async () => {
      this.#locks.delete(lockPath);
    };
  }

  #handle(inode: SimulatedInode): JournalFile {
    const life = this.#life;
    const begin = async (onCrash?: () => void) => {
      if (life !== this.#life) throw new SimulatedCrash('The process that opened this is dead.');
      await this.#operation(onCrash);
      if (life !== this.#life) throw new SimulatedCrash('The process that opened this is dead.');
    };
    return {
      read: async (positionBytes, lengthBytes) => {
        await begin();
        return Buffer.from(inode.cached.subarray(positionBytes, positionBytes + lengthBytes));
      },
      write: async (positionBytes, data) => {
        const partBytes = this.#random.integer(0, data.length);
        await begin(() => inode.write(positionBytes, data.subarray(0, partBytes)));
        const growth = Math.max(0, positionBytes + data.length - inode.size);
        const excess = Math.min(growth, Math.max(0, this.usedBytes + growth - this.#capacityBytes));
        inode.write(positionBytes, data.subarray(0, data.length - excess));
        if (excess > 0) throw failure('ENOSPC', 'write');
      },
      datasync: async () => {
        const count = inode.dirtyCount;
        await begin(() => inode.failSync(count, this.#random));
        if (this.#takeSyncFailure()) {
          inode.failSync(count, this.#random);
          throw failure('EIO', 'datasync');
        }
        inode.sync(count);
      },
      truncate: async (sizeBytes) => {
        await begin();
        inode.truncate(sizeBytes);
      },
      size: async () => {
        await begin();
        return inode.size;
      },
      close: async () => undefined,
    };
  }

  /** Counts an operation, lets others overtake it, and dies in it when it is time. */
  async #operation(onCrash?: () => void): Promise<void> {
    if (this.#hasCrashed) throw new SimulatedCrash('The machine is down.');
    const life = this.#life;
    this.#operationCount += 1;
    const isLast = this.#operationCount > this.#crashAt;
    if (isLast) {
      this.#hasCrashed = true;
      onCrash?.();
      throw new SimulatedCrash('The machine went down.');
    }
    for (let turns = this.#random.integer(0, 3); turns > 0; turns -= 1) await Promise.resolve();
    if (this.#hasCrashed || life !== this.#life) throw new SimulatedCrash('The machine is down.');
  }

  #takeSyncFailure(): boolean {
    this.#syncsUntilFailure -= 1;
    return this.#syncsUntilFailure === -1;
  }

  #change(directory: Directory, change: Change): void {
    applyChange(directory.cached, change);
    directory.dirty.push(change);
  }

  #directory(directoryPath: string): Directory {
    const directory = this.#directories.get(directoryPath);
    if (directory === undefined) throw failure('ENOENT', directoryPath);
    return directory;
  }

  #inode(filePath: string): SimulatedInode {
    const inode = this.#directory(path.dirname(filePath)).cached.get(path.basename(filePath));
    if (inode === undefined) throw failure('ENOENT', filePath);
    return inode;
  }
}

function applyChange(names: Map<string, SimulatedInode>, change: Change): void {
  if (change.kind === 'link') names.set(change.name, change.inode);
  else if (change.kind === 'unlink') names.delete(change.name);
  else {
    // A rename writes the entry of the very file, whatever else of the directory got through.
    if (names.get(change.from) === change.inode) names.delete(change.from);
    names.set(change.to, change.inode);
  }
}

function failure(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code });
}
