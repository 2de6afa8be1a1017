import { CheckMark } from './checkbox.tsx';

/** A box with its words: one control, ticked by a click on either or by Space. */
export function Check(props: {
  checked: boolean;
  label: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const { checked, label, disabled = false, onChange } = props;
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={checked}
      disabled={disabled}
      className="check"
      onClick={() => onChange(!checked)}
    >
      <CheckMark checked={checked} />
      {label}
    </button>
  );
}
