import { command } from '#renderer/registry/command.ts';
import { menuGroups } from '#renderer/registry/commands-in-menu.ts';
import { selectedFindings } from '#renderer/state/findings.ts';
import { useInventory } from '#renderer/state/inventory.ts';
import {
  type BulbTarget,
  bulbPlace,
  bulbTarget,
  effectWords,
  fixesFor,
  offeredFixes,
  showBulb,
} from '#renderer/state/light-bulb.ts';
import { brief, plural } from '#renderer/ui/format.ts';

/** The light bulb: what helps the finding or the identity that the keyboard stands on, and what each would do. */
export const fixShow = command({
  id: 'fix.show',
  title: 'Show Fixes…',
  category: 'Findings',
  key: 'Mod+Period',
  when: (keys) => keys.engineRunning && (keys.part === 'panel' || hasBulb.has(keys.editor ?? '')),
  run: async ({ keys, run }, wanted?: BulbTarget) => {
    const at = bulbPlace();
    const { ids } = useInventory.getState().selection;
    if (wanted === undefined && keys.part !== 'panel' && keys.editor === 'inventory' && ids.size > 1) {
      return showBulb({ at, title: plural(ids.size, 'identity', 'identities'), groups: menuGroups('identity', keys) });
    }
    const several = selectedFindings();
    if (wanted === undefined && keys.part !== 'panel' && keys.editor === 'findings' && several.length > 1) {
      const accept = {
        key: 'accept',
        icon: 'shield',
        label: `Accept the Risk of ${plural(several.length, 'Finding')}…`,
        disabled: keys.readOnly,
        onSelect: () => void run('risk.accept', { findings: several }),
      };
      const identities = [...new Set(several.map(({ identity }) => identity))];
      const whatIf = {
        key: 'what-if',
        label: `What If… (${plural(identities.length, 'identity', 'identities')})`,
        onSelect: () => void run('identity.what-if', { identities }),
      };
      const plans = verbs.map(({ intent, label }) => ({
        key: intent,
        icon: 'lightbulb',
        label: `${label} ${plural(identities.length, 'Identity', 'Identities')}…`,
        disabled: keys.readOnly,
        onSelect: () => void run('plan.wish', { intent, identities }),
      }));
      return showBulb({ at, title: plural(several.length, 'finding'), groups: [plans, [accept], [whatIf]] });
    }
    const target = wanted ?? bulbTarget(keys);
    if (target === null) return;
    const { identity, rule } = target;
    const found = await fixesFor(identity);
    const fixes = offeredFixes(found, rule).map((fix) => ({
      key: `${fix.intent} ${fix.label}`,
      icon: 'lightbulb',
      label: fix.label,
      effect: effectWords(found.score, fix),
      disabled: keys.readOnly,
      onSelect: () => void run('finding.fix', { identity, ...fix }),
    }));
    const findings = found.findings.filter((finding) => rule === null || finding.rule === rule);
    const look = [
      { key: 'what-if', label: 'What If…', onSelect: () => void run('identity.what-if', { identities: [identity] }) },
      { key: 'reach', label: 'Show Blast Radius', onSelect: () => void run('reach.show', { identities: [identity] }) },
      ...(rule === null
        ? []
        : [{ key: 'rule', label: `Show Rule ${rule}`, onSelect: () => void run('rules.show', { rule }) }]),
    ];
    const open = {
      key: 'open',
      label: 'Open the Identity',
      onSelect: () => void run('editor.open', { uri: `nhi:/identity/${identity}` }),
    };
    const title = found.findings.find((finding) => finding.rule === rule)?.title ?? titleOf(found.name, fixes.length);
    showBulb({ at, title, groups: [fixes, riskEntries(findings, keys.readOnly, run), [...look, open]] });
  },
});

type Found = Awaited<ReturnType<typeof fixesFor>>['findings'];

/** To let it stand, or to say that it may not any more. */
function riskEntries(findings: Found, disabled: boolean, run: (id: string, args: unknown) => Promise<void>) {
  const accepted = findings.filter(({ acceptance }) => acceptance === 'accepted');
  const open = findings.filter(({ acceptance }) => acceptance !== 'accepted');
  return [
    ...(open.length === 0
      ? []
      : [
          {
            key: 'accept',
            icon: 'shield',
            label: open.length === 1 ? 'Accept the Risk…' : `Accept the Risk of ${plural(open.length, 'Finding')}…`,
            disabled,
            onSelect: () => void run('risk.accept', { findings: open }),
          },
        ]),
    ...(accepted.length === 0
      ? []
      : [
          {
            key: 'withdraw',
            icon: 'shield',
            label: 'Withdraw the Acceptance',
            disabled,
            onSelect: () => void run('risk.withdraw', { findings: accepted }),
          },
        ]),
  ];
}

/** What can be planned for several identities at once, the mildest first. */
const verbs = [
  { intent: 'rotate', label: 'Rotate' },
  { intent: 'quarantine', label: 'Quarantine' },
  { intent: 'disable', label: 'Disable' },
  { intent: 'revoke', label: 'Revoke' },
] as const;

const hasBulb: ReadonlySet<string> = new Set(['findings', 'inventory', 'identity']);
const titleOf = (name: string, fixes: number): string =>
  fixes === 0 ? `${brief(name)}: no rule has a fix` : `${brief(name)}: ${plural(fixes, 'fix', 'fixes')}, each alone`;
