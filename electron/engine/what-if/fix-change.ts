import type { Instant } from '#shared/model/fact.ts';
import type { Fix } from '#shared/model/finding.ts';
import { type Change, noChange } from './change.ts';

/** What a fix would do to the identity, as far as that can be weighed: what stops as a whole counts as disabled. */
export function changeOf({ intent, parameters }: Pick<Fix, 'intent' | 'parameters'>, now: Instant): Change {
  switch (intent) {
    case 'rescope':
      return { ...noChange, remove: listed(parameters['remove']) };
    case 'shorten': {
      const { refreshAbsoluteSeconds, accessTtlSeconds, seconds: asked, expiresBy } = parameters;
      const untilThen = (Date.parse(String(expiresBy)) - now) / 1000;
      const seconds = Number(refreshAbsoluteSeconds ?? accessTtlSeconds ?? asked ?? untilThen);
      return { ...noChange, lifetime: Number.isFinite(seconds) ? Math.max(0, seconds) : null };
    }
    case 'rotate':
      return { ...noChange, rotate: true };
    case 'assign_owner':
      return { ...noChange, owner: 'single' };
    case 'revoke': {
      const { grants } = parameters;
      // A plan for grants that are named takes those alone: what it has beside them goes on.
      return typeof grants === 'object' ? { ...noChange, grants } : { ...noChange, disable: true };
    }
    case 'disable':
    case 'quarantine':
    case 'delete':
      return { ...noChange, disable: true };
  }
}

const listed = (value: Fix['parameters'][string] | undefined): readonly string[] =>
  typeof value === 'object' ? value : [];
