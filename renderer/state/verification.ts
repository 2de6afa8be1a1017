import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';

interface Verification {
  readonly running: boolean;
  readonly last: CallOutput<'audit.verify'> | null;
}

/** The walk through the whole journal that the analyst asked for. The chain's lasting state is in `status.chain`. */
export const useVerification = create<Verification>()(() => ({ running: false, last: null }));

export async function verifyChain(): Promise<CallOutput<'audit.verify'>> {
  useVerification.setState({ running: true });
  try {
    const last = await call('audit.verify', {});
    useVerification.setState({ last });
    return last;
  } finally {
    useVerification.setState({ running: false });
  }
}

const whole = new Intl.NumberFormat('en-GB');

/** `Chain verified: 48,213 records, head 5b1d…e07.` */
export const verifiedWords = (records: number, head: string): string =>
  `Chain verified: ${whole.format(records)} ${records === 1 ? 'record' : 'records'}, head ${shortHash(head)}.`;

export const shortHash = (hash: string): string => (hash.length <= 12 ? hash : `${hash.slice(0, 4)}…${hash.slice(-3)}`);
