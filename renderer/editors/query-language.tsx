import { type ReactNode, useEffect, useState } from 'react';
import { type QueryFields, queryFields } from '#renderer/state/query.ts';
import { PageHead, Table } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { queryOvers } from '#shared/contract/queries.ts';
import './query-language.css';

const grammar: readonly (readonly [string, string])[] = [
  ['shop "two words"', 'every word occurs in the name, an id, an alias, the owner, the tenant or the environment'],
  ['kind:agent', 'a field has this value; upper and lower case are alike'],
  ['kind:agent,workload', 'one of several values'],
  ['scope:*:admin', '* stands for any text; \\* is a star; the whole value must match'],
  ['score:>70', 'more than; also >=, < and <='],
  ['score:40..60', 'a range, both ends included'],
  ['lifetime:>1d', 'durations in s, min, h, d and y; 1h30min is one as well'],
  ['used:<7d', 'a time, counted from now: in the last 7 days; expires:<30d looks ahead'],
  ['created:>=2026-01-31', 'a date or time in UTC; also 2026-01-31T09:30'],
  ['owner:none', 'a word of the field: none, never, unknown'],
  ['owner:"none"', 'in quotes it is text: an owner of that name'],
  ['-kind:human', 'not; “not kind:human” is the same'],
  ['a or b c', 'a, or both b and c; parentheses group'],
];

const titles = {
  inventory: 'Fields of identities',
  findings: 'Fields of findings',
  timeline: 'Fields of events',
} as const;

/** The language of the query boxes and of `nhi … --query`, with every field as the engine has it. */
export default function QueryLanguageEditor(): ReactNode {
  const [lists, setLists] = useState<QueryFields | null>(null);
  useEffect(() => {
    let left = false;
    void queryFields().then((found) => {
      if (!left) setLists(found);
    });
    return () => {
      left = true;
    };
  }, []);
  return (
    <div className="query-language">
      <PageHead
        title="Ask the inventory, the findings and the timeline in one language"
        text="Example: kind:agent score:>70 unused:>30d scope:*:admin owner:none lifetime:>1d. The headless commands inventory, findings and audit list take the same as --query."
      />
      <div className="query-language-scroll" tabIndex={0} role="region" aria-label="Query language">
        <Section look="page" title="Grammar">
          <Table
            label="Grammar"
            head={['Written', 'Means']}
            rows={grammar.map(([written, means]) => ({ key: written, cells: [<code key="w">{written}</code>, means] }))}
          />
          <p className="dim">
            What is unknown satisfies no comparison: ask for it by name, as in lifetime:unknown. “Not” takes all the
            rest, the unknown included. Unknown is never counted as never.
          </p>
        </Section>
        {queryOvers.map((over) => (
          <Section key={over} look="page" title={titles[over]} count={lists?.[over].length}>
            <Table
              label={titles[over]}
              head={['Field', 'Means', 'Values', 'For instance']}
              rows={(lists?.[over] ?? []).map((field) => ({
                key: field.name,
                cells: [
                  <code key="n">{field.name}:</code>,
                  field.meaning,
                  field.form,
                  <code key="e">{field.examples.join('  ')}</code>,
                ],
              }))}
            />
          </Section>
        ))}
      </div>
    </div>
  );
}
