// Rich authorization requests (RFC 9396): reading them, and asking whether one permission lies within another.
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { AuthorizationDetail } from './model.ts';
import { OAuthError } from './oauth-error.ts';
import { JwtRefusal } from './tokens/jwt-refusal.ts';
import { readJson } from './tokens/strict-json.ts';

const mostDetails = 20;
/** They travel inside every token, and a token must stay readable. */
const mostCharacters = 4096;
/** Room for the levels around them in a JWT, which is read to 32. */
const mostDepth = 16;
/** Common members whose elements each stand for a permission (RFC 9396 §2.2). */
const sets: ReadonlySet<string> = new Set(['locations', 'actions', 'datatypes', 'privileges']);

/** Reads `authorization_details`: an array of objects, each with a `type`. Throws invalid_authorization_details. */
export function readDetails(text: string): readonly AuthorizationDetail[] {
  if (text.length > mostCharacters) throw malformed('they are too long');
  const value = parse(text);
  if (!Array.isArray(value) || value.length > mostDetails) throw malformed('they are no array, or a very long one');
  if (!isSound(value, mostDepth))
    throw malformed('they are nested too deep, or have a number or name that JSON cannot keep');
  if (!value.every(isDetail)) throw malformed('an element is no object with a type');
  return value;
}

/** Does every one of the details lie within one of those that are held? */
export const areWithin = (asked: readonly AuthorizationDetail[], held: readonly AuthorizationDetail[]): boolean =>
  asked.every((detail) => held.some((each) => isWithin(detail, each)));

/**
 * Does the detail allow nothing that the held one does not? Both must have the same members, since what an absent one
 * means is the API's own affair; arrays of permissions may shrink, limits may fall, all else must be equal.
 */
export function isWithin(detail: AuthorizationDetail, held: AuthorizationDetail): boolean {
  const names = Object.keys(detail);
  return (
    names.length === Object.keys(held).length &&
    names.every((name) => Object.hasOwn(held, name) && isMemberWithin(name, detail[name], held[name]))
  );
}

function isMemberWithin(name: string, value: unknown, held: unknown): boolean {
  if (isEqual(value, held)) return true;
  if (sets.has(name)) return isSubset(value, held);
  if (name === 'amount') return isAmountWithin(value, held);
  return isLimit(name) && isAtMost(value, held);
}

/** An empty array is no smaller set but an absent limit: it lies within nothing but itself. */
const isSubset = (value: unknown, held: unknown): boolean =>
  Array.isArray(value) &&
  Array.isArray(held) &&
  value.length > 0 &&
  value.every((element) => held.some((each) => isEqual(element, each)));

/** `{currency, value}`: of the same currency, no more of it. */
function isAmountWithin(amount: unknown, held: unknown): boolean {
  if (!isObject(amount) || !isObject(held)) return isAtMost(amount, held);
  const { value, ...rest } = amount;
  const { value: heldValue, ...heldRest } = held;
  return isEqual(rest, heldRest) && isAtMost(value, heldValue);
}

/** `max…` and nothing else: of a number by another name nobody knows whether less of it is less. */
const isLimit = (name: string): boolean => /^max(?![a-z])/.test(name);

/** Numbers and decimal strings, each only with its like. */
function isAtMost(value: unknown, held: unknown): boolean {
  if (typeof value !== typeof held) return false;
  const [amount, most] = [decimalOf(value), decimalOf(held)];
  return amount !== null && most !== null && amount <= most;
}

const decimals = 6;
const decimalSyntax = /^(\d{1,15})(?:\.(\d{1,6}))?$/;

/** Millionths, not negative; null: it is no such number. Exact, as money must be. */
function decimalOf(value: unknown): bigint | null {
  const [, whole, fraction = ''] = decimalSyntax.exec(String(value)) ?? [];
  if (whole === undefined || (typeof value !== 'string' && typeof value !== 'number')) return null;
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

const isEqual = (one: unknown, other: unknown): boolean => stableStringify(one) === stableStringify(other);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDetail = (value: unknown): value is AuthorizationDetail =>
  isObject(value) && typeof value['type'] === 'string' && value['type'] !== '';

/** Would it come out of a token as it went in? */
function isSound(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isSound(inner, depth - 1));
}

function parse(text: string): unknown {
  try {
    return readJson(text, 'authorization_details');
  } catch (error) {
    if (error instanceof JwtRefusal) throw malformed(error.reason);
    throw error;
  }
}

const malformed = (reason: string): OAuthError =>
  new OAuthError(
    'invalid_authorization_details',
    'The authorization details are malformed.',
    `authorization_details: ${reason}`,
  );
