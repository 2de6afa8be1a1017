import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { ruleGroups } from '#renderer/state/rule-groups.ts';
import { showRule, useRulesHelp, useShownRule } from '#renderer/state/rules.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { List } from '#renderer/ui/list.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { RuleExamples } from '#renderer/ui/rule-examples.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { RuleHelp } from '#shared/contract/rules.ts';
import { Packs } from './packs.tsx';
import './rules.css';

/** Every rule: why it matters, what it flags and what it does not, by examples that are run when the page opens. */
export default function RulesEditor(): ReactNode {
  const help = useRulesHelp();
  const { id } = useShownRule();
  if (help === null) return <div className="rules" aria-busy />;
  const shown = help.rules.find((rule) => rule.id === id) ?? help.rules[0];
  return (
    <div className="rules">
      <nav className="rules-list" aria-label="Rules">
        <Packs />
        {ruleGroups(help.rules).map(({ title, rules }) => (
          <Section key={title} title={title} count={rules.length}>
            <List
              label={title}
              items={rules.map((rule) => ({
                key: rule.id,
                text: `${rule.id} ${rule.title}`,
                title: rule.title,
                selected: rule.id === shown?.id,
                content: (
                  <>
                    <BandMark band={rule.severity} />
                    <span className="rules-id">{rule.id}</span>
                    <span className="list-text">{rule.title.split(':', 1)[0]}</span>
                  </>
                ),
              }))}
              onChoose={showRule}
            />
          </Section>
        ))}
      </nav>
      {shown === undefined ? null : <Help rule={shown} policy={help.policy} />}
    </div>
  );
}

function Help({ rule, policy }: { readonly rule: RuleHelp; readonly policy: string }): ReactNode {
  const flagged = rule.examples.filter(({ severity }) => severity !== null);
  const clean = rule.examples.filter(({ severity }) => severity === null);
  return (
    <div className="rules-help" role="region" aria-label={`Rule ${rule.id}`} tabIndex={0} data-autofocus>
      <PageHead
        title={`${rule.id} ${rule.title}`}
        text={rule.why}
        actions={
          <Button onClick={() => void runCommand('editor.open', { uri: `nhi:/findings?rule=${rule.id}` })}>
            Show Its Findings
          </Button>
        }
      />
      <dl className="rules-facts">
        <div>
          <dt>Severity</dt>
          <dd>{`${rule.severity}; one level up when it reaches many customers or tier 0, one down when its tokens are bound and short`}</dd>
        </div>
        <div>
          <dt>See</dt>
          <dd>{rule.references.join('; ')}</dd>
        </div>
      </dl>
      <h3>{`Flags: ${plural(flagged.length, 'example')}, run under policy ${policy}`}</h3>
      <RuleExamples examples={flagged} />
      <h3>{`Stays silent: ${plural(clean.length, 'example')}`}</h3>
      <RuleExamples examples={clean} />
      <p className="dim">
        Each example is a healthy service account of which everything is known, but for what is said below it. A rule
        never flags what is unknown.
      </p>
    </div>
  );
}
