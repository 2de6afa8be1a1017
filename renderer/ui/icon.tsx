import { classNames } from './class-names.ts';

/** A codicon. Decoration unless it has a label. */
export function Icon(props: { name: string; size?: 12 | 14 | 16 | 24; className?: string; label?: string }) {
  const { name, size = 16, className, label } = props;
  return (
    <span
      className={classNames('codicon', `codicon-${name}`, className)}
      style={size === 16 ? undefined : { fontSize: size }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })}
    />
  );
}
