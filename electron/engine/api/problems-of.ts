import { rulesInForce } from '#engine/own-rules/rules-in-force.ts';
import type { Policies } from '#engine/policy/workspace-policy.ts';
import type { Ledger, Workspace } from '#engine/store/store.ts';
import { unmatchedSecrets } from './unmatched-secrets.ts';

type Dated = Ledger['problems'][number];

type Open = Pick<Workspace, 'registers' | 'identities' | 'activity'> & {
  readonly ledger: Pick<Ledger, 'problems' | 'imports'>;
};
interface Said {
  readonly policies: Policies;
  readonly workspace: Open | null;
}

/**
 * What imports complained about, what of them waits for more, and which documents of the workspace this version cannot
 * read: the newest record last.
 */
export function problemsOf({ policies, workspace }: Said): readonly Dated[] {
  if (workspace === null) return [];
  const { problems } = workspace.ledger;
  const unmatched = unmatchedSecrets(workspace);
  const others = [
    ...(unmatched === null ? [] : [unmatched]),
    ...policyProblems(policies, workspace),
    ...ruleProblems(workspace),
  ];
  return others.length === 0 ? problems : [...problems, ...others].sort((one, other) => one.seq - other.seq);
}

const common = { severity: 'error', file: '', field: null } as const;

function policyProblems(policies: Policies, workspace: Open): Dated[] {
  const { set, unread } = policies.inForce(workspace);
  if (unread === null) return [];
  const holds = set === null ? 'the standard' : `that of record ${set.seq}`;
  const message = `The policy of record ${unread.seq} cannot be read by this version: ${holds} is in force.`;
  return [{ ...common, code: 'policy.unread', message, record: String(unread.seq), at: unread.at, seq: unread.seq }];
}

function ruleProblems(workspace: Open): Dated[] {
  return rulesInForce(workspace).flatMap(({ id, rule, saved, unread }) => {
    if (unread === null) return [];
    const holds = rule === null ? 'it does not run' : `that of record ${saved.seq} runs`;
    const message = `The newest text of rule ${id} cannot be read by this version: ${holds}.`;
    return [{ ...common, code: 'rule.unread', message, record: id, at: unread.at, seq: unread.seq }];
  });
}
