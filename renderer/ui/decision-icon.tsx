import { Icon } from './icon.tsx';

/** Allowed is a filled disc, denied a cross; the word stands beside it. */
export function DecisionIcon({ decision }: { readonly decision: 'allowed' | 'denied' }) {
  return decision === 'allowed' ? (
    <Icon name="circle-filled" size={12} className="success-text" />
  ) : (
    <Icon name="close" size={12} className="error-text" />
  );
}
