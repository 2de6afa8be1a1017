import { type Policy, preparePolicy, standardPolicy } from '#engine/scoring/policy.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Register } from '#engine/store/store.ts';
import { readPolicy } from './read-policy.ts';
import { PolicyRegister, type SetPolicy } from './register.ts';

type Registers = { readonly registers: readonly Register[] };

export interface InForce {
  readonly policy: Policy;
  /** The record that set it; null: nobody has, the standard holds. */
  readonly set: SetPolicy | null;
  /** Set later, but by another version of the workbench: this one cannot read it, and goes on with `set`. */
  readonly unread: SetPolicy | null;
}

/** Policies of workspaces. Each is read and prepared once. */
export interface Policies {
  inForce(workspace: Registers | null): InForce;
  of(workspace: Registers | null): Policy;
}

const remembered = 16;

export function createPolicies(sha256: (text: string) => string): Policies {
  const standard = preparePolicy(standardPolicy, sha256);
  const prepared = new Map<string, Policy | null>([['', standard]]);
  const read = (text: string): Policy | null => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const found = readPolicy(text);
    const policy = found.ok ? preparePolicy(found.data, sha256) : null;
    const [oldest] = [...prepared.keys()].slice(1);
    if (prepared.size > remembered && oldest !== undefined) prepared.delete(oldest);
    prepared.set(text, policy);
    return policy;
  };
  function inForce(workspace: Registers | null): InForce {
    const all = workspace === null ? [] : registerOf(workspace, PolicyRegister).all;
    let unread: SetPolicy | null = null;
    for (let index = all.length - 1; index >= 0; index -= 1) {
      const set = all[index];
      const policy = set === undefined ? null : read(set.text);
      if (set !== undefined && policy !== null) return { policy, set, unread };
      unread ??= set ?? null;
    }
    return { policy: standard, set: null, unread };
  }
  return { inForce, of: (workspace) => inForce(workspace).policy };
}
