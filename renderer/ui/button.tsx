import type { ComponentProps, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';
import './button.css';

type Native = Omit<ComponentProps<'button'>, 'title' | 'type'>;

/** A push button, 26 px high. `primary` at most once on a page. */
export function Button(props: Native & { primary?: boolean; icon?: string; ref?: Ref<HTMLButtonElement> }) {
  const { primary = false, icon, className, children, ...rest } = props;
  return (
    <button type="button" className={classNames('button', primary ? 'primary' : 'secondary', className)} {...rest}>
      {icon === undefined ? null : <Icon name={icon} size={14} />}
      {children}
    </button>
  );
}

/** A button that is only an icon: its label is both the accessible name and the tooltip. */
export function IconButton(
  props: Native & {
    icon: string;
    label: string;
    keys?: string | undefined;
    size?: 12 | 14 | 16;
    pressed?: boolean;
    side?: 'top' | 'right' | 'bottom' | 'left';
    ref?: Ref<HTMLButtonElement>;
  },
) {
  const { icon, label, keys, size = 16, pressed, side = 'bottom', className, ...rest } = props;
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button
        type="button"
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={classNames('icon-button', pressed === true && 'pressed', className)}
        {...rest}
      >
        <Icon name={icon} size={size} />
      </button>
    </Tooltip>
  );
}

/** Text that acts like a link: goes to a page or to the rows behind a number. */
export function LinkButton(props: Native & { ref?: Ref<HTMLButtonElement> }) {
  const { className, ...rest } = props;
  return <button type="button" className={classNames('link-button', className)} {...rest} />;
}
