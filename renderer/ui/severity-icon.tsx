import type { Severity } from '#shared/model/finding.ts';
import { Icon } from './icon.tsx';
import './severity-icon.css';

const looks: Readonly<Record<Severity, { icon: string; className: string }>> = {
  critical: { icon: 'error', className: 'severity-critical' },
  high: { icon: 'error', className: 'severity-high' },
  medium: { icon: 'warning', className: 'severity-medium' },
  low: { icon: 'info', className: 'severity-low' },
};

/** How bad a finding is, by shape and colour. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const { icon, className } = looks[severity];
  return <Icon name={icon} className={className} label={severity} />;
}
