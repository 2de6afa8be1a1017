import { useFindings } from '#renderer/state/findings.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { CheckMark } from '#renderer/ui/checkbox.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { severities } from '#shared/model/finding.ts';
import { toggled } from './facets.tsx';
import { Campaigns, Ownership } from './governance.tsx';
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
  const { rules, severities: chosen, change } = useFindings();
  const counts = useSession((session) => session.status?.counts.findings);
  const { view } = useWatch('findings.list', { first: 0, count: 0 });
  const known = view?.rules ?? [];
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
      <Section title="Rule">
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
            ...known.map((rule) => ({
              key: rule.rule,
              text: rule.title,
              title: `${rule.rule}: ${rule.why}`,
              count: rule.count,
              selected: rules.includes(rule.rule),
              content: (
                <>
                  <BandMark band={rule.severity} />
                  <span className="list-text">{rule.title.split(':', 1)[0]}</span>
                </>
              ),
            })),
          ]}
          onChoose={(key) => change({ rules: key === '' || (rules.length === 1 && rules[0] === key) ? [] : [key] })}
        />
      </Section>
      <Ownership />
      <Campaigns />
    </>
  );
}
