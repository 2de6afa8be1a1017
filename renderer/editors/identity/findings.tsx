import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { GradeSteps } from '#renderer/ui/grade-steps.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { dayOfInstant } from '#shared/lib/days.ts';

/** What the rules flag about this identity, with evidence and what each fix would do to the score. */
export function IdentityFindings({
  findings,
  score,
}: {
  readonly findings: IdentityDetail['findings'];
  readonly score: number | null;
}): ReactNode {
  if (findings.length === 0) return <p className="dim">No rule flags it.</p>;
  return (
    <ul className="finding-list">
      {findings.map((finding) => (
        <li key={finding.rule}>
          <p>
            <SeverityIcon severity={finding.severity} />
            <b>{finding.title}</b>
            <button
              type="button"
              className="link-button"
              onClick={() => void runCommand('editor.open', { uri: `nhi:/findings?rule=${finding.rule}` })}
            >
              {finding.rule}
            </button>
          </p>
          <dl>
            <div>
              <dt>Severity</dt>
              <dd>
                <GradeSteps grades={finding.grades} />
              </dd>
            </div>
            {finding.acceptance !== null && (
              <div>
                <dt>{finding.acceptance.state === 'accepted' ? 'Accepted' : 'Was accepted'}</dt>
                <dd>{`until ${dayOfInstant(finding.acceptance.until)} by ${finding.acceptance.by}: ${finding.acceptance.reason}`}</dd>
              </div>
            )}
            {finding.evidence.map((evidence) => (
              <div key={`${evidence.label} ${evidence.ref} ${evidence.value}`}>
                <dt>{evidence.label}</dt>
                <dd>{evidence.value}</dd>
              </div>
            ))}
            {finding.fixes.map((fix) => (
              <div key={`${fix.intent} ${fix.label}`} className="finding-fix">
                <dt>Fix</dt>
                <dd>
                  {`${fix.label}${fix.scoreAfter === null || score === null ? '' : `: score ${score} → ${fix.scoreAfter}`}`}
                  <LinkButton onClick={() => void runCommand('finding.fix', { identity: finding.identity, ...fix })}>
                    <Icon name="lightbulb" size={14} /> Plan It…
                  </LinkButton>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
