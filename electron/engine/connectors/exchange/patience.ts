// A read that has to succeed: busy and broken backends are asked again, a few times.
import { BackendRefused, type SessionPorts } from '#engine/connectors/connector.ts';
import { type TenantAnswer, TenantFailure } from '#engine/system/tenant-web.ts';
import { retryAfterOf, saidBy } from './answers.ts';

const patience = 4;
const firstWaitMs = 250;
const longestWaitMs = 60_000;

/** The answer where it is 200; null where it is 404. Throws BackendRefused, and TenantFailure where it stays busy or broken. */
export async function readPatiently(
  ask: () => Promise<TenantAnswer>,
  { now, wait }: Pick<SessionPorts, 'now' | 'wait'>,
  signal: AbortSignal,
): Promise<TenantAnswer | null> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await askedTwice(ask, signal);
    const { status, headers } = answer;
    if (status === 200) return answer;
    if (status === 404) return null;
    const isPassing = status === 429 || status >= 500;
    if (!isPassing && status >= 400) throw new BackendRefused(status, saidBy(answer));
    if (!isPassing || attempt === patience) throw new TenantFailure('reset', saidBy(answer), { sent: true });
    const asked = retryAfterOf(headers['retry-after'], now()) ?? firstWaitMs * 2 ** attempt;
    await wait(Math.min(asked, longestWaitMs), signal);
  }
}

/** A server may close a connection just when a request is on its way (RFC 9112 §9.5): what broke off is asked once more. */
async function askedTwice(ask: () => Promise<TenantAnswer>, signal: AbortSignal): Promise<TenantAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof TenantFailure) || error.fault !== 'reset' || signal.aborted) throw error;
    return ask();
  }
}
