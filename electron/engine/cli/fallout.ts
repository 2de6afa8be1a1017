import type { CallOutput } from '#shared/contract/contract.ts';
import { timeOf } from './times.ts';
import { counted } from './words.ts';

/** What a withdrawal took, and who can still be fooled until when. */
export function falloutWords({ fell, residual }: CallOutput<'issuer.withdrawConsent'>): string {
  const last = residual.reduce((latest, { until }) => Math.max(latest, until), 0);
  const dead = `${counted(fell.length, 'token')} dead at once.`;
  if (residual.length === 0) return dead;
  const audiences = [...new Set(residual.map(({ audience }) => audience))].join(', ');
  return `${dead} ${audiences}: whoever verifies without asking believes in ${residual.length} of them until ${timeOf(last)} at the latest.`;
}
