import type { CallHandlers } from '#engine/door/door.ts';
import { ruleText } from '#engine/own-rules/finding-columns.ts';
import { runExamples } from '#engine/posture/rule-help.ts';
import { rules } from '#engine/posture/rules/index.ts';
import type { Picture, RuleText } from '#engine/projections/picture.ts';
import type { CallOutput, WatchView } from '#shared/contract/contract.ts';
import type { Session } from './session.ts';

type Head = NonNullable<WatchView<'findings.detail'>>['rule'];
type Help = CallOutput<'rules.help'>['rules'][number];

const headOf = (rule: RuleText): Head => ({ ...ruleText(rule), references: [...rule.references] });

/** Of any rule that runs, the workspace's own included. */
export function ruleHeadOf({ findings }: Picture, id: string): Head | null {
  const rule = findings.rules.find((each) => each.id === id);
  return rule === undefined ? null : headOf(rule);
}

export function ruleCalls(session: Pick<Session, 'policy'>): Pick<CallHandlers, 'rules.help'> {
  return {
    'rules.help': () => {
      const { data, hash } = session.policy;
      const helped = rules.map((rule): Help => {
        const examples = runExamples(rule, data.limits).map((example) => ({ ...example, facts: [...example.facts] }));
        return { ...headOf(rule), examples };
      });
      return { policy: hash, rules: helped };
    },
  };
}
