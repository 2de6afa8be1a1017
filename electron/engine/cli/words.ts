import type { ListedIdentity } from '#engine/api/listing.ts';
import { durationWords } from '#shared/lib/duration.ts';

export const lifetimeWords = ({ seconds, never }: ListedIdentity['lifetime']): string =>
  never ? 'never' : seconds === null ? 'unknown' : durationWords(seconds);

export const dayOf = (iso: string | null): string => iso?.slice(0, 10) ?? '';

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
