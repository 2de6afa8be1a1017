import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useFindings } from '#renderer/state/findings.ts';
import { ruleGroups } from '#renderer/state/rule-groups.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { CheckMark } from '#renderer/ui/checkbox.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { List, type ListItem } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { severities } from '#shared/model/finding.ts';
import { toggled } from './facets.tsx';
import { Campaigns, Ownership } from './governance.tsx';
import { OwnRules } from './own-rules.tsx';
import { SavedViews } from './saved-views.tsx';
import './views.css';

/** The badge of the activity: findings that should not wait. */
export function useOpenCriticals(): { readonly count: number; readonly label: string } | null {
  const count = useSession((session) =>
    session.status?.workspace == null ? 0 : session.status.counts.findings.critical,
  );
  return count === 0 ? null : { count, label: count === 1 ? 'critical finding' : 'critical findings' };
}

const severityWords = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const;

export function FindingsView() {
  const { severities: chosen, change } = useFindings();
  const counts = useSession((session) => session.status?.counts.findings);
  return (
    <>
      <SavedViews over="findings" title="Saved views" builtIn={[]} onBuiltIn={() => undefined} />
      <Section title="Severity">
        <List
          label="Severity"
          items={severities.map((severity) => {
            const checked = chosen.length === 0 || chosen.includes(severity);
            return {
              key: severity,
              text: severityWords[severity],
              count: counts?.[severity] ?? 0,
              checked,
              content: (
                <>
                  <CheckMark checked={checked} />
                  <BandMark band={severity} />
                  <span className="list-text">{severityWords[severity]}</span>
                </>
              ),
            };
          })}
          onChoose={(key, { alone }) => {
            const next = toggled(chosen, key, severities, alone);
            change({ severities: severities.filter((severity) => next.includes(severity)) });
          }}
        />
      </Section>
      <Rules />
      <AcceptedRisks />
      <OwnRules />
      <Ownership />
      <Campaigns />
    </>
  );
}

/** What may stay for a while, and what counts again. */
function AcceptedRisks(): ReactNode {
  const { text, change } = useFindings();
  const { view } = useWatch('risks.list', { first: 0, count: 0 });
  if (view === undefined) return null;
  const { accepted, soon, expired, graver } = view.counts;
  const entries = [
    { text: 'accepted:yes', words: 'Accepted', icon: 'shield', count: accepted },
    { text: 'accepted:soon', words: 'End in 30 days', icon: 'watch', count: soon },
    { text: 'accepted:expired', words: 'Expired', icon: 'history', count: expired },
    { text: 'accepted:graver', words: 'Graver than accepted', icon: 'warning', count: graver },
  ].filter(({ text: query, count }) => query === 'accepted:yes' || count > 0);
  return (
    <Section
      title="Accepted risks"
      actions={
        <IconButton
          icon="list-flat"
          size={14}
          label="Show Accepted Risks"
          onClick={() => void runCommand('risk.show')}
        />
      }
    >
      <List
        label="Accepted risks"
        items={entries.map(({ text: query, words, icon, count }) => ({
          key: query,
          text: words,
          count,
          selected: text === query,
          content: (
            <>
              <Icon name={icon} />
              <span className="list-text">{words}</span>
            </>
          ),
        }))}
        onChoose={(query) => change({ text: text === query ? '' : query, rules: [], severities: [] })}
      />
    </Section>
  );
}

/** The rules that flag something, by pack and category; a category that is chosen shows its rules. */
function Rules(): ReactNode {
  const { rules, change } = useFindings();
  const { view } = useWatch('findings.list', { first: 0, count: 0 });
  const known = view?.rules ?? [];
  const groups = ruleGroups(known);
  const only = (ids: readonly string[]): boolean =>
    rules.length === ids.length && ids.every((id) => rules.includes(id));
  const items = groups.flatMap(({ title, rules: inside }): ListItem[] => {
    const ids = inside.map(({ rule }) => rule);
    const isOpen = rules.some((id) => ids.includes(id));
    const sum = inside.reduce((total, rule) => total + rule.count, 0);
    const worst = severities.find((severity) => inside.some((rule) => rule.severity === severity)) ?? 'low';
    return [
      {
        key: title,
        text: title,
        count: sum,
        selected: only(ids) && ids.length > 1,
        content: (
          <>
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
            <BandMark band={worst} />
            <span className="list-text">{title}</span>
          </>
        ),
      },
      ...(isOpen ? inside : []).map((rule) => ({
        key: rule.rule,
        text: rule.title,
        title: `${rule.rule}: ${rule.why}`,
        count: rule.count,
        selected: rules.length === 1 && rules[0] === rule.rule,
        indent: 1,
        content: (
          <>
            <BandMark band={rule.severity} />
            <span className="list-text">{rule.title.split(':', 1)[0]}</span>
          </>
        ),
      })),
    ];
  });
  const choose = (key: string): void => {
    const ids = groups.find(({ title }) => title === key)?.rules.map(({ rule }) => rule) ?? (key === '' ? [] : [key]);
    change({ rules: only(ids) ? [] : ids });
  };
  return (
    <Section
      title="Rule"
      actions={<IconButton icon="law" size={14} label="Show the Rules" onClick={() => void runCommand('rules.show')} />}
    >
      <List
        label="Rule"
        items={[
          {
            key: '',
            text: 'All rules',
            count: known.reduce((total, rule) => total + rule.count, 0),
            selected: rules.length === 0,
            content: (
              <>
                <Icon name="list-flat" />
                <span className="list-text">All rules</span>
              </>
            ),
          },
          ...items,
        ]}
        onChoose={choose}
      />
    </Section>
  );
}
