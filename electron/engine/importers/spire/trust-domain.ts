// What the objects of one SPIRE server tell each other.
import type { Life } from './registration.ts';

export interface TrustDomain {
  /** By SPIFFE ID. */
  readonly lives: Map<string, Life>;
  /** What is kept and says nothing of identities, by its kind. */
  readonly others: Map<string, number>;
}

export const emptyTrustDomain = (): TrustDomain => ({ lives: new Map(), others: new Map() });
