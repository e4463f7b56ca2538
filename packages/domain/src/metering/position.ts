import { invariant } from '../invariant.ts';

/** Journal sequences a gateway can hand out: 2^43, 27 years at ten thousand messages a second. */
export const SEQUENCES_PER_GATEWAY = 2 ** 43;
/** Highest gateway number, so that every position stays exact in a 64-bit float (2^53). */
export const GATEWAY_NUMBER_MAX = 1023;

/**
 * The place of a message in the journals of all gateways, as one number that a float holds exactly:
 * gateway number × 2^43 + journal sequence.
 */
export function encodePosition(gatewayNumber: number, sequence: number): number {
  invariant(
    Number.isInteger(gatewayNumber) && gatewayNumber >= 1 && gatewayNumber <= GATEWAY_NUMBER_MAX,
    'a gateway number is 1 to 1023',
  );
  invariant(
    Number.isInteger(sequence) && sequence >= 1 && sequence < SEQUENCES_PER_GATEWAY,
    'a journal sequence is 1 to 2^43',
  );
  return gatewayNumber * SEQUENCES_PER_GATEWAY + sequence;
}

/** The inverse of {@link encodePosition}. */
export function decodePosition(position: number): { gatewayNumber: number; sequence: number } {
  const gatewayNumber = Math.floor(position / SEQUENCES_PER_GATEWAY);
  return { gatewayNumber, sequence: position - gatewayNumber * SEQUENCES_PER_GATEWAY };
}
