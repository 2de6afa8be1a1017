// The line that limits a scope, as plain values.
import type { CallInput } from '#shared/contract/contract.ts';
import { listOf, wholeOf } from './client-form.ts';

export interface LimitsForm {
  readonly scope: string;
  /** Empty: as the client's policy says. */
  readonly seconds: string;
  readonly audiences: string;
  readonly depth: string;
  readonly humanApproves: boolean;
}

export const emptyLimits: LimitsForm = { scope: '', seconds: '', audiences: '', depth: '', humanApproves: false };

const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** null: the issuer may be asked. */
export function limitsProblem({ scope, seconds, audiences, depth, humanApproves }: LimitsForm): string | null {
  if (!scopeToken.test(scope.trim())) return 'The name of one scope.';
  if (wholeOf(seconds, 1, 3600) === undefined) return 'Whole seconds from 1 to 3,600, or empty.';
  const wrong = listOf(audiences).find((uri) => !URL.canParse(uri));
  if (wrong !== undefined) return `${wrong} is no absolute URI.`;
  if (wholeOf(depth, 0, 8) === undefined) return 'Hops from 0 to 8, or empty.';
  const isEmpty = seconds.trim() === '' && listOf(audiences).length === 0 && depth.trim() === '' && !humanApproves;
  return isEmpty ? 'At least one limit.' : null;
}

/** The form has no problem. */
export function limitsOf({
  scope,
  seconds,
  audiences,
  depth,
  humanApproves,
}: LimitsForm): CallInput<'issuer.setScopePolicy'> {
  const uris = listOf(audiences);
  return {
    scope: scope.trim(),
    accessTtl: wholeOf(seconds, 1, 3600) ?? null,
    audiences: uris.length === 0 ? null : uris,
    depth: wholeOf(depth, 0, 8) ?? null,
    humanApproves,
  };
}

export const secondWords = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);
