import type { DelegationKind } from '#shared/model/delegation.ts';

/** null: the source does not say. */
export type ScopeSet = ReadonlySet<string> | null;

/** One step of a way from identity to identity. */
export interface Step {
  readonly kind: DelegationKind;
  /** Scopes that the edge, or the consent behind it, names. */
  readonly edge: ScopeSet;
  /** Scopes that the one who is entered holds: the sub-agent, or the one whose power is used. */
  readonly held: ScopeSet;
}

export interface Attenuated {
  /** What may be done there by rights; null: nothing that limits it is known. */
  readonly effective: ScopeSet;
  /** Held, or named by the edge, beyond what was passed on: more than an attenuated delegation gives. */
  readonly beyond: ReadonlySet<string>;
  /** The step does not delegate but takes the other's place: all that it holds. */
  readonly takesOver: boolean;
}

/** Whoever reads another's secret, administers or impersonates it is limited by nothing that was delegated. */
const takesOver: ReadonlySet<DelegationKind> = new Set(['secret_read', 'grant_admin', 'impersonate']);

/**
 * Effective scope = agent ∩ user ∩ consent ∩ parent (PRODUCT section 5), step by step along a way. What is not recorded
 * limits nothing, so the result is an upper bound; a step that delegates never widens it.
 */
export function attenuate(origin: ScopeSet, steps: readonly Step[]): Attenuated[] {
  let passed = origin;
  return steps.map((step) => {
    if (takesOver.has(step.kind)) {
      passed = step.held;
      return { effective: passed, beyond: new Set(), takesOver: true };
    }
    const before = passed;
    passed = meet(meet(passed, step.edge), step.held);
    return { effective: passed, beyond: beyond(before, step), takesOver: false };
  });
}

const meet = (one: ScopeSet, other: ScopeSet): ScopeSet =>
  one === null ? other : other === null ? one : new Set([...one].filter((scope) => other.has(scope)));

function beyond(before: ScopeSet, { kind, edge, held }: Step): ReadonlySet<string> {
  // A sub-agent that holds more than travelled down to it can do more, whatever was delegated.
  const passed = kind === 'spawned' ? meet(before, edge) : before;
  const has = kind === 'spawned' ? held : edge;
  return new Set(passed === null || has === null ? [] : [...has].filter((scope) => !passed.has(scope)));
}
