import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { BandMark, bandWord } from '#renderer/ui/band-mark.tsx';
import { LinkButton } from '#renderer/ui/button.tsx';
import { Changes } from '#renderer/ui/effect.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import type { PolicyEffect } from '#shared/contract/policy.ts';
import { severities } from '#shared/model/finding.ts';
import { bands } from '#shared/model/score.ts';

const total = (rules: PolicyEffect['appear']): number => rules.reduce((sum, { count }) => sum + count, 0);

/** The sentence that the page proves. */
export function effectTitle({ scores, appear, disappear }: PolicyEffect): string {
  const parts = [
    ...(scores === 0 ? [] : [`${plural(scores, 'score')} would change`]),
    ...(appear.length === 0 ? [] : [`${plural(total(appear), 'finding')} would appear`]),
    ...(disappear.length === 0 ? [] : [`${plural(total(disappear), 'finding')} would go`]),
  ];
  return parts.length === 0 ? 'It would change no score and no finding' : parts.join(', ');
}

function Rules(props: { readonly title: string; readonly rules: PolicyEffect['appear'] }): ReactNode {
  if (props.rules.length === 0) return null;
  return (
    <>
      <h3>{props.title}</h3>
      <ul className="document-list">
        {props.rules.map(({ rule, title, count, names }) => (
          <li key={rule} title={names.join(', ')}>
            <span className="policy-score">{`${number(count)} ${rule}`}</span>
            <span className="ellipsis dim">{title}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the text would do to the inventory as it is. */
export function Effect({ effect }: { readonly effect: PolicyEffect }): ReactNode {
  return (
    <>
      <h3>Bands of identities</h3>
      <Changes
        label="Bands of identities, now and then"
        rows={bands.map((band) => ({
          key: band,
          name: (
            <>
              <BandMark band={band} /> {bandWord(band)}
            </>
          ),
          ...effect.bands[band],
        }))}
      />
      <h3>Severities of findings</h3>
      <Changes
        label="Severities of findings, now and then"
        rows={severities.map((severity) => ({
          key: severity,
          name: (
            <>
              <SeverityIcon severity={severity} /> {severity}
            </>
          ),
          ...effect.severities[severity],
        }))}
      />
      {effect.movers.length === 0 ? null : (
        <>
          <h3>Who would move furthest</h3>
          <ul className="document-list">
            {effect.movers.slice(0, 8).map(({ id, name, before, after }) => (
              <li key={id}>
                <span className="policy-score">{`${before} → ${after}`}</span>
                <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${id}` })}>
                  {name}
                </LinkButton>
              </li>
            ))}
          </ul>
        </>
      )}
      <Rules title="Findings that would appear" rules={effect.appear} />
      <Rules title="Findings that would go" rules={effect.disappear} />
    </>
  );
}
