import { describe, expect, it } from 'vitest';

import { failStop } from './fail-stop.ts';
import { SimulatedDisk } from './testing/simulated-disk.ts';

async function guardedDisk() {
  const disk = new SimulatedDisk(1);
  await disk.makeDirectory('/d');
  const failures: unknown[] = [];
  return { disk, failures, guarded: failStop(disk, (error) => failures.push(error)) };
}

describe('failStop', () => {
  it('changes nothing more after a failed sync, whoever asks', async () => {
    const { disk, failures, guarded } = await guardedDisk();
    const one = await guarded.open('/d/one', 'create');
    const other = await guarded.open('/d/other', 'create');
    await one.write(0, Buffer.from('abc'));
    disk.failSyncAfter(0);
    await expect(one.datasync()).rejects.toThrow('EIO');
    expect(failures).toHaveLength(1);
    await expect(other.datasync()).rejects.toThrow('EIO');
    await expect(other.write(0, Buffer.from('x'))).rejects.toThrow('EIO');
    await expect(guarded.unlink('/d/one')).rejects.toThrow('EIO');
    await expect(guarded.rename('/d/one', '/d/two')).rejects.toThrow('EIO');
    await expect(guarded.open('/d/three', 'create')).rejects.toThrow('EIO');
    expect(disk.names('/d')).toEqual(['one', 'other']);
    expect((await one.read(0, 3)).toString()).toBe('abc');
    expect(failures).toHaveLength(1);
  });

  it('holds back the success of a directory sync that raced with a failed one', async () => {
    const { disk, guarded } = await guardedDisk();
    await guarded.open('/d/one', 'create');
    disk.failSyncAfter(0);
    const results = await Promise.allSettled([
      guarded.syncDirectory('/d'),
      guarded.syncDirectory('/d'),
      guarded.syncDirectory('/d'),
    ]);
    // All but those that were over before the failure.
    expect(results.filter((result) => result.status === 'rejected').length).toBeGreaterThan(0);
    await expect(guarded.syncDirectory('/d')).rejects.toThrow('EIO');
  });

  it('lets a full disk pass, except in a sync, which has lost pages then', async () => {
    const { disk, failures, guarded } = await guardedDisk();
    const file = await guarded.open('/d/one', 'create');
    disk.setCapacity(2);
    await expect(file.write(0, Buffer.from('abc'))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(failures).toHaveLength(0);
    disk.setCapacity(10);
    await file.write(0, Buffer.from('abc'));

    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const failing = failStop(
      { ...pick(disk), syncDirectory: () => Promise.reject(full) },
      (error) => failures.push(error),
    );
    await expect(failing.syncDirectory('/d')).rejects.toThrow('what it lost is not known');
    expect(failures).toHaveLength(1);
  });
});

/** The methods of a disk as an object that can be spread. */
function pick(disk: SimulatedDisk) {
  return {
    open: disk.open.bind(disk),
    rename: disk.rename.bind(disk),
    unlink: disk.unlink.bind(disk),
    readDirectory: disk.readDirectory.bind(disk),
    makeDirectory: disk.makeDirectory.bind(disk),
    syncDirectory: disk.syncDirectory.bind(disk),
    lock: disk.lock.bind(disk),
  };
}
