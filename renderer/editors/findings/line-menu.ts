import { runCommand } from '#renderer/registry/contributions.ts';
import type { FindingLine } from '#renderer/state/findings.ts';
import type { MenuGroups } from '#renderer/ui/menu.tsx';

/** What can be done with a finding: each fix becomes a plan. */
export function lineMenu({ identity, rule, fixes }: FindingLine): MenuGroups {
  const plans = fixes.map((fix) => ({
    key: `${fix.intent} ${fix.label}`,
    icon: 'lightbulb',
    label: `Plan: ${fix.label}…`,
    onSelect: () => void runCommand('finding.fix', { identity, ...fix }),
  }));
  const accept = {
    key: 'accept',
    icon: 'shield',
    label: 'Accept the Risk…',
    onSelect: () => void runCommand('risk.accept'),
  };
  const look = [
    {
      key: 'open',
      label: 'Open the Identity',
      onSelect: () => void runCommand('editor.open', { uri: `nhi:/identity/${identity}` }),
    },
    {
      key: 'reach',
      label: 'Show Blast Radius',
      onSelect: () => void runCommand('reach.show', { identities: [identity] }),
    },
    { key: 'rule', label: `Show Rule ${rule}`, onSelect: () => void runCommand('rules.show', { rule }) },
  ];
  return [plans, [accept], look];
}
