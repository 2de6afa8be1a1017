import type { ComponentProps, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './input.css';

/** A text field, 26 px; `label` is its accessible name. `after`: buttons and counts inside the frame. */
export function Input(
  props: Omit<ComponentProps<'input'>, 'size'> & {
    label: string;
    icon?: string;
    after?: ReactNode;
    ref?: Ref<HTMLInputElement>;
    code?: boolean;
    invalid?: boolean;
  },
) {
  const { label, icon, after, className, code = false, invalid = false, ...rest } = props;
  return (
    <span className={classNames('input', invalid && 'invalid', className)}>
      {icon === undefined ? null : <Icon name={icon} size={14} className="icon" />}
      <input
        type="text"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        aria-invalid={invalid}
        className={code ? 'code' : undefined}
        {...rest}
      />
      {after}
    </span>
  );
}

/** A native drop-down, dressed as an input. */
export function Select<V extends string>(props: {
  label: string;
  value: V;
  options: readonly { readonly value: V; readonly label: string }[];
  onChange: (value: V) => void;
  id?: string;
}) {
  const { label, value, options, onChange, id } = props;
  return (
    <span className="input select">
      <select
        id={id}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} />
    </span>
  );
}
