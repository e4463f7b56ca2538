const SAFE_ID = /^[A-Za-z0-9_.-]{1,64}$/;

/** Names that JavaScript objects already have: refused, so that no map can be poisoned by one. */
const INHERITED = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** True for a device, meter, product or site id: 1 to 64 of `A-Z a-z 0-9 _ . -`, not `__proto__` and its like. */
export function isSafeId(text: string): boolean {
  return SAFE_ID.test(text) && !INHERITED.has(text);
}
